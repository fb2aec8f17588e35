import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DownFrame, FrameOf } from '@parley/protocol/frames.ts';
import { createClient } from './client.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import { eventually } from './testing/eventually.ts';
import { fastClock } from './testing/fast-clock.ts';
import { blockedEngine } from './testing/faulty-network.ts';
import { agree, Stage, stateOf } from './testing/stage.ts';

let stage: Stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage[Symbol.asyncDispose]());

describe('coming back to a real server', () => {
  test('SYNC2 a device that was away for one message gets that one entry', async () => {
    const chat = await stage.newGroup();
    const frames: DownFrame[] = [];
    const bob = await stage.deviceOf('bob', frames);
    await eventually(async () => (await stateOf(bob, chat)).messagesCount === 0);
    bob.network.disconnect();
    await stage.say(1, chat);
    frames.length = 0;
    await eventually(() =>
      bob.client.chats.list.get().items.some((item) => item.lastMessage?.content === 'said 0'),
    );
    assert.equal(frames.filter((frame) => frame.type === 'gap').length, 0);
    await agree(bob, await stage.deviceOf('bob'), chat);
  });

  test('SYNC3 SYNC11 a device that was away for 10,000 messages gets one gap and few messages', async () => {
    const chat = await stage.newGroup();
    const frames: DownFrame[] = [];
    const bob = await stage.deviceOf('bob', frames);
    await bob.stop();
    await stage.sayInBulk(10_000, chat);
    const again = await stage.deviceOf('bob', frames);
    await stage.say(1, chat);
    await eventually(async () => assert.equal((await stateOf(again, chat)).messagesCount, 10_001));
    frames.length = 0;
    await bob.crash();
    await eventually(async () => assert.equal((await stateOf(bob, chat)).messagesCount, 10_001));
    const gaps = frames.filter((frame) => frame.type === 'gap' && frame.chat === chat) as FrameOf<'gap'>[];
    assert.equal(gaps.length, 1);
    assert.ok((gaps[0]?.messages.length ?? 0) <= 100);
    assert.equal(frames.filter((frame) => frame.type === 'entry' && frame.chat === chat).length, 0);
    await agree(bob, again, chat);
    await bob.with(chat, async (handle) => assert.ok(await handle.loadAround(9000)));
  });

  test('SYNC1 entries written while a device syncs are all there, each once', async () => {
    const chat = await stage.newGroup();
    const [bob, other] = [await stage.deviceOf('bob'), await stage.deviceOf('bob')];
    const writing = stage.say(600, chat);
    for (let time = 0; time < 10; time++) {
      bob.network.disconnect();
      await eventually(() => bob.client.connection.state.get().synced);
    }
    await writing;
    await eventually(async () => assert.equal((await stateOf(bob, chat)).messagesCount, 600));
    await eventually(async () => assert.equal((await stateOf(other, chat)).messagesCount, 600));
    await agree(bob, other, chat);
  });

  test('SYNC4 SYNC6 a chat that is not named is answered by its head, and so is a ping', async () => {
    const chat = await stage.newGroup();
    await stage.say(3, chat);
    const { position } = await stage.as('carol').call('getChat', {
      params: { number: chat },
    });
    const frames = await stage.speak('carol', [{ type: 'sync', chats: {} }, { type: 'ping' }]);
    const synced = frames.find((frame) => frame.type === 'synced') as FrameOf<'synced'>;
    const pong = frames.find((frame) => frame.type === 'pong') as FrameOf<'pong'>;
    assert.equal(synced.heads[chat], position);
    assert.equal(pong.heads[chat], position);
    assert.equal(frames.filter((frame) => frame.type === 'entry' || frame.type === 'gap').length, 0);
  });

  test('SYNC5 chats that came or went while a device was away are in its list, or are not', async () => {
    const [kept, left] = [await stage.newGroup(), await stage.newGroup()];
    const bob = await stage.deviceOf('bob');
    const listed = (chat: number) => bob.client.chats.list.get().items.some((item) => item.number === chat);
    assert.ok(listed(kept) && listed(left));
    await bob.stop();
    const params = { number: left, username: 'bob' };
    await stage.as('alice').call('removeMember', { params });
    const came = await stage.newGroup();
    await bob.crash();
    await eventually(() => listed(came) && listed(kept) && !listed(left));
    assert.equal((await stateOf(bob, left)).status, 'left');
  });

  test('CLIENT6 where WebSocket is blocked, everything arrives by the event stream, and what is said goes out', async () => {
    const chat = await stage.newGroup();
    const person = stage.personNamed('carol');
    const storage = memoryStorage();
    await storage.set('session', person);
    const blocked = createClient({
      ...{ baseUrl: stage.url, storage, clock: fastClock(50) },
      engines: ({ events }) => ({
        events,
        websocket: blockedEngine,
      }),
    });
    await blocked.session.restore();
    await eventually(() => blocked.connection.state.get().synced);
    assert.equal(blocked.connection.state.get().engine, 'events');
    const handle = blocked.chats.open(chat);
    const { acknowledged } = handle.send({ content: 'by call' });
    assert.equal((await acknowledged).number, 1);
    await stage.say(2, chat);
    await eventually(() =>
      assert.deepEqual(
        handle.state.get().chat?.messages.map((each) => each.content),
        ['by call', 'said 0', 'said 1'].sort(),
      ),
    );
    handle.markRead();
    await eventually(async () => {
      const view = await stage.as('carol').call('getChat', { params: { number: chat } });
      assert.deepEqual(view.marks, { delivered: 3, read: 3 });
    });
    await blocked.close();
  });
});
