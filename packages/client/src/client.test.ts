import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { messageStatus } from './chat/receipts.ts';
import { createClient } from './client.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import { as } from './testing/arena.ts';
import { eventually } from './testing/eventually.ts';
import { fastClock } from './testing/fast-clock.ts';
import { Stage, stateOf } from './testing/stage.ts';

let stage: Stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage[Symbol.asyncDispose]());

describe('a client of a real server', () => {
  test('CLIENT13 SYNC13 receipts of each member arrive, and unread is the same on every device', async () => {
    const chat = await stage.newGroup();
    const [alice, bob, bobsPhone, carol] = await Promise.all(
      ['alice', 'bob', 'bob', 'carol'].map((who) => stage.deviceOf(who)),
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
    const made = createClient({ baseUrl: stage.url, clock: fastClock(20) });
    await made.session.register({ username: 'erin', password: 'erin has a password' });
    const alice = await stage.deviceOf('alice');
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
      createClient({ baseUrl: stage.url, storage, fetch: fetchAs });
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

  test('CLIENT15 whoever signs out is not told that the session expired, though the connection is cut before the answer comes', async () => {
    const late: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method === 'DELETE')
        await eventually(() => leaver.connection.state.get().status !== 'online');
      return answer;
    };
    const leaver = createClient({ baseUrl: stage.url, fetch: late });
    await leaver.session.register({ username: 'gina', password: 'gina has a password' });
    await eventually(() => leaver.connection.state.get().status === 'online');
    const states: unknown[] = [];
    leaver.session.state.subscribe(() => states.push(leaver.session.state.get()));
    await leaver.session.signOut();
    assert.deepEqual(states, [{ status: 'signed_out' }]);
    await leaver.close();
  });

  test('CLIENT1 a client closed while it goes on with a session does not connect', async () => {
    const storage = memoryStorage();
    await storage.set('session', stage.personNamed('dave'));
    const client = createClient({ baseUrl: stage.url, storage });
    const restoring = client.session.restore();
    await client.close();
    await restoring;
    assert.equal(client.connection.state.get().status, 'closed');
  });

  test('CLIENT15 CLIENT4 a session ended elsewhere is expired here, and what waits is kept', async () => {
    const storage = memoryStorage();
    const here = createClient({ baseUrl: stage.url, storage, clock: fastClock(20) });
    await here.session.register({ username: 'grace', password: 'grace has a password' });
    await eventually(() => here.connection.state.get().synced);
    const elsewhere = createClient({ baseUrl: stage.url });
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
    const api = stage.as('alice');
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
    const chat = await stage.newGroup();
    await stage.say(3, chat);
    const api = stage.as('alice');
    await eventually(async () => {
      const input = { params: { number: chat }, query: { keyword: 'said', limit: 2 } };
      const { answer, headers } = await api.request('autocompleteMessages', input);
      assert.deepEqual([answer.items.length, headers.get('x-total-hits')], [2, '3']);
    });
  });
});
