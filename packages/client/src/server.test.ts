import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DownFrame, FrameOf, UpFrame } from '@parley/protocol/frames.ts';
import { messageStatus } from './chat/receipts.ts';
import { createClient } from './client.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import { type Arena, as, castOfFour, openArena } from './testing/arena.ts';
import { comparable } from './testing/comparable.ts';
import { Device } from './testing/device.ts';
import { eventually } from './testing/eventually.ts';
import { fastClock } from './testing/fast-clock.ts';
import { blockedEngine, noFaults } from './testing/faulty-network.ts';

let arena: Arena;
const devices: Device[] = [];
before(async () => {
  arena = await openArena(castOfFour);
});
after(async () => {
  await Promise.all(devices.map((device) => device.stop()));
  await arena[Symbol.asyncDispose]();
});

function personNamed(username: string) {
  return arena.people.find((each) => each.account.username === username) ?? assert.fail(username);
}

async function deviceOf(username: string, frames: DownFrame[] = []): Promise<Device> {
  const options = { clock: fastClock(20), random: Math.random, faults: noFaults, name: username };
  const device = new Device({
    ...options,
    baseUrl: arena.url,
    person: personNamed(username),
    onFrame: (frame) => frames.push(frame),
  });
  devices.push(device);
  await device.start();
  await eventually(
    () => device.client.connection.state.get().synced && device.client.chats.list.get().loaded,
  );
  return device;
}

async function newGroup(): Promise<number> {
  const alice = as(arena.url, personNamed('alice'));
  const group = await alice.call('createChat', {
    body: { kind: 'group', name: 'g', members: ['bob', 'carol'] },
  });
  for (const username of ['bob', 'carol']) {
    const params = { number: group.number };
    await as(arena.url, personNamed(username)).call('answerInvitation', {
      params,
      body: { status: 'accepted' },
    });
  }
  return group.number;
}

async function say(count: number, number: number, username = 'alice'): Promise<void> {
  const api = as(arena.url, personNamed(username));
  for (let from = 0; from < count; from += 100) {
    const texts = Array.from({ length: Math.min(100, count - from) }, (_, index) => `said ${from + index}`);
    await Promise.all(
      texts.map((content) => api.call('postMessage', { params: { number }, body: { content } })),
    );
  }
}

const stateOf = (device: Device, chat: number) =>
  device.with(chat, (handle) => handle.state.get().chat ?? assert.fail('no chat'));

/** Two devices of one person agree, as far as both hold messages. */
async function agree(one: Device, other: Device, chat: number): Promise<void> {
  const [a, b] = [await stateOf(one, chat), await stateOf(other, chat)];
  const from = Math.max(a.messagesCount - a.messages.length, b.messagesCount - b.messages.length) + 1;
  assert.deepEqual(comparable(a, from), comparable(b, from));
}

describe('with a real server', () => {
  test('SYNC2 a device that was away for one message gets that one entry', async () => {
    const chat = await newGroup();
    const frames: DownFrame[] = [];
    const bob = await deviceOf('bob', frames);
    await eventually(async () => (await stateOf(bob, chat)).messagesCount === 0);
    bob.network.disconnect();
    await say(1, chat);
    frames.length = 0;
    await eventually(() =>
      bob.client.chats.list.get().items.some((item) => item.lastMessage?.content === 'said 0'),
    );
    assert.equal(frames.filter((frame) => frame.type === 'gap').length, 0);
    await agree(bob, await deviceOf('bob'), chat);
  });

  test('SYNC3 SYNC11 a device that was away for 10,000 messages gets one gap and few messages', async () => {
    const chat = await newGroup();
    const frames: DownFrame[] = [];
    const bob = await deviceOf('bob', frames);
    await bob.stop();
    await say(10_000, chat);
    const again = await deviceOf('bob', frames);
    await say(1, chat);
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
    const chat = await newGroup();
    const [bob, other] = [await deviceOf('bob'), await deviceOf('bob')];
    const writing = say(600, chat);
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
    const chat = await newGroup();
    await say(3, chat);
    const { position } = await as(arena.url, personNamed('carol')).call('getChat', {
      params: { number: chat },
    });
    const frames = await speak('carol', [{ type: 'sync', chats: {} }, { type: 'ping' }]);
    const synced = frames.find((frame) => frame.type === 'synced') as FrameOf<'synced'>;
    const pong = frames.find((frame) => frame.type === 'pong') as FrameOf<'pong'>;
    assert.equal(synced.heads[chat], position);
    assert.equal(pong.heads[chat], position);
    assert.equal(frames.filter((frame) => frame.type === 'entry' || frame.type === 'gap').length, 0);
  });

  test('CLIENT6 where WebSocket is blocked, everything arrives by the event stream, and what is said goes out', async () => {
    const chat = await newGroup();
    const person = personNamed('carol');
    const storage = memoryStorage();
    await storage.set('session', person);
    const blocked = createClient({
      ...{ baseUrl: arena.url, storage, clock: fastClock(50) },
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
    await say(2, chat);
    await eventually(() =>
      assert.deepEqual(
        handle.state.get().chat?.messages.map((each) => each.content),
        ['by call', 'said 0', 'said 1'].sort(),
      ),
    );
    handle.markRead();
    await eventually(async () => {
      const view = await as(arena.url, person).call('getChat', { params: { number: chat } });
      assert.deepEqual(view.marks, { delivered: 3, read: 3 });
    });
    await blocked.close();
  });

  test('CLIENT13 SYNC13 receipts of each member arrive, and unread is the same on every device', async () => {
    const chat = await newGroup();
    const [alice, bob, bobsPhone, carol] = await Promise.all(
      ['alice', 'bob', 'bob', 'carol'].map((who) => deviceOf(who)),
    );
    assert.ok(alice && bob && bobsPhone && carol);
    await alice.with(chat, (handle) => handle.send({ content: 'read me' }).acknowledged);
    const status = async () => messageStatus(await stateOf(alice, chat), 1, 'alice');
    await eventually(async () => assert.equal(await status(), 'delivered'));
    await eventually(
      () => bobsPhone.client.chats.list.get().items.find((item) => item.number === chat)?.unread === 1,
    );
    await bob.with(chat, (handle) => handle.markRead());
    await eventually(
      () => bobsPhone.client.chats.list.get().items.find((item) => item.number === chat)?.unread === 0,
    );
    await carol.with(chat, (handle) => handle.markRead());
    await eventually(async () => assert.equal(await status(), 'read'));
  });

  test('CLIENT12 friends, requests and presence follow what happens', async () => {
    const made = createClient({ baseUrl: arena.url, clock: fastClock(20) });
    await made.session.register({ username: 'erin', password: 'erin has a password' });
    const alice = await deviceOf('alice');
    await eventually(() => made.friends.state.get().loaded);
    await made.friends.request('alice');
    assert.equal(made.friends.state.get().sent[0]?.to.username, 'alice');
    await eventually(() => alice.client.friends.state.get().received[0]?.from.username === 'erin');
    await alice.client.friends.accept('erin');
    await eventually(() => made.friends.state.get().friends[0]?.username === 'alice');
    assert.equal(made.presence.state.get().get('alice')?.state, 'online');
    await made.close();
    assert.equal(made.presence.state.get().size, 0);
    await alice.client.friends.remove('erin');
    assert.ok(!alice.client.friends.state.get().friends.some((friend) => friend.username === 'erin'));
  });

  test('CLIENT15 a session goes on after a restart, without a connection too, and ends with signing out', async () => {
    const storage = memoryStorage();
    const start = (fetchAs: typeof fetch = fetch) =>
      createClient({ baseUrl: arena.url, storage, fetch: fetchAs });
    const first = start();
    await first.session.register({ username: 'frank', password: 'frank has a password' });
    await first.close();
    const second = start(() => Promise.reject(new TypeError('no network')));
    const restored = await second.session.restore();
    assert.equal(restored.status === 'signed_in' && restored.account.username, 'frank');
    await second.close();
    const third = start();
    await third.session.restore();
    await eventually(() => third.connection.state.get().status === 'online');
    await third.session.signOut();
    assert.deepEqual(await storage.list(''), []);
    assert.deepEqual(await start().session.restore(), { status: 'signed_out' });
  });

  test('CLIENT15 CLIENT4 a session ended elsewhere is expired here, and what waits is kept', async () => {
    const storage = memoryStorage();
    const here = createClient({ baseUrl: arena.url, storage, clock: fastClock(20) });
    await here.session.register({ username: 'grace', password: 'grace has a password' });
    await eventually(() => here.connection.state.get().synced);
    const elsewhere = createClient({ baseUrl: arena.url });
    await elsewhere.session.signIn({ username: 'grace', password: 'grace has a password' });
    const { items } = await elsewhere.api.call('listSessions');
    const [other] = items.filter((session) => !session.current);
    await elsewhere.api.call('endSession', { params: { handle: other?.handle ?? '' } });
    await eventually(() => here.session.state.get().status === 'signed_out');
    assert.deepEqual(here.session.state.get(), { status: 'signed_out', reason: 'expired' });
    assert.equal(here.connection.state.get().status, 'closed');
    assert.ok((await storage.list('')).length > 0);
    await elsewhere.session.signOut();
  });

  test('CLIENT14 a call that fails says why, and whether repeating it helps', async () => {
    const api = as(arena.url, personNamed('alice'));
    const missing = await api.attempt('getChat', { params: { number: 99_999 } });
    assert.ok(!missing.ok);
    assert.deepEqual(
      [missing.error.code, missing.error.retry, missing.error.status],
      ['not_found', 'never', 404],
    );
    const wrong = await api.attempt('createChat', { body: { kind: 'group', name: '' } });
    assert.ok(!wrong.ok);
    assert.equal(wrong.error.details?.fields?.[0]?.field, 'name');
    const nowhere = await as('http://127.0.0.1:9', undefined).attempt('getInstance');
    assert.ok(!nowhere.ok);
    assert.deepEqual([nowhere.error.code, nowhere.error.retry], ['network', 'backoff']);
    const takenBack = await api.attempt('getAccount', { signal: AbortSignal.abort() });
    assert.equal(!takenBack.ok && takenBack.error.code, 'aborted');
  });

  test('CLIENT14 an answer comes with its headers', async () => {
    const chat = await newGroup();
    await say(3, chat);
    const api = as(arena.url, personNamed('alice'));
    await eventually(async () => {
      const input = { params: { number: chat }, query: { keyword: 'said', limit: 2 } };
      const { answer, headers } = await api.request('autocompleteMessages', input);
      assert.deepEqual([answer.items.length, headers.get('x-total-hits')], [2, '3']);
    });
  });
});

/** Says frames over a bare WebSocket; what came until everything was answered. */
async function speak(username: string, up: readonly object[]): Promise<DownFrame[]> {
  const frames: DownFrame[] = [];
  const url = `${arena.url.replace('http', 'ws')}/api/v1/realtime`;
  const socket = new WebSocket(url, ['parley.v1', `bearer.${personNamed(username).token}`]);
  socket.onmessage = ({ data }) => frames.push(...([JSON.parse(String(data))].flat() as DownFrame[]));
  await eventually(() => frames.some((frame) => frame.type === 'hello'));
  socket.send(JSON.stringify(up as readonly UpFrame[]));
  await eventually(
    () => frames.some((frame) => frame.type === 'pong') && frames.some((frame) => frame.type === 'synced'),
  );
  socket.close();
  return frames;
}
