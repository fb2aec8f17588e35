import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from '../client.ts';
import { memoryStorage } from '../storage/memory-storage.ts';
import { eventually } from '../testing/eventually.ts';
import { FakeTabs } from '../testing/fake-tabs.ts';
import { fastClock } from '../testing/fast-clock.ts';
import { Stage } from '../testing/stage.ts';

let stage: Stage;
before(async () => {
  stage = await Stage.open();
});
after(() => stage[Symbol.asyncDispose]());

const password = 'erin has a password';

test('CLIENT31 signing in and out in one tab does so in all, and leaves nothing stored', async () => {
  const tabs = new FakeTabs(Math.random, { duplicate: 0, lateMs: 1 });
  const storage = memoryStorage();
  const open = () =>
    createClient({ baseUrl: stage.url, storage, clock: fastClock(20), tabs: tabs.open().ground });
  const [one, other] = [open(), open()];
  await one.session.restore();
  await other.session.restore();
  const status = (client: typeof one) => client.session.state.get().status;
  await one.session.register({ username: 'erin', password });
  await eventually(() => status(other) === 'signed_in' && other.connection.state.get().synced);
  await other.session.signOut();
  await eventually(() => status(one) === 'signed_out');
  assert.equal(one.connection.state.get().status, 'closed');
  assert.deepEqual(one.session.state.get(), { status: 'signed_out' });
  await one.session.signIn({ username: 'erin', password });
  await eventually(() => status(other) === 'signed_in');
  await one.session.signOut();
  await eventually(() => status(other) === 'signed_out');
  assert.deepEqual(await storage.list(''), []);
  await Promise.all([one.close(), other.close()]);
});

test('CLIENT35 tabs that cannot speak to each other connect each by itself', async () => {
  const storage = memoryStorage();
  await storage.set('session', stage.personNamed('carol'));
  const open = () => createClient({ baseUrl: stage.url, storage, clock: fastClock(20) });
  const clients = [open(), open()];
  for (const client of clients) await client.session.restore();
  for (const client of clients) await eventually(() => client.connection.state.get().synced);
  assert.equal(stage.connectionsOf('carol'), 2);
  await Promise.all(clients.map((client) => client.close()));
});

test('CLIENT32 without a server the chats, friends and messages of before are there at once', async () => {
  const chat = await stage.newGroup();
  await stage.say(3, chat);
  const storage = memoryStorage();
  await storage.set('session', stage.personNamed('bob'));
  const first = createClient({ baseUrl: stage.url, storage, clock: fastClock(20) });
  await first.session.restore();
  const handle = first.chats.open(chat);
  await eventually(() => handle.state.get().chat?.messages.length === 3 && first.friends.state.get().loaded);
  await first.close();
  // Nobody answers, neither well nor badly: nothing may wait for it.
  const silence = () => new Promise<Response>(() => undefined);
  const again = createClient({ baseUrl: 'http://127.0.0.1:9', storage, fetch: silence });
  const state = await again.session.restore();
  assert.equal(state.status === 'signed_in' && state.account.username, 'bob');
  const summary = again.chats.list.get().items.find((item) => item.number === chat);
  assert.equal(summary?.lastMessage?.number, 3);
  assert.deepEqual(
    again.friends.state
      .get()
      .friends.map((friend) => friend.username)
      .sort(),
    ['alice', 'carol', 'dave'],
  );
  const found = await again.searchCached('SAID', { chat });
  assert.deepEqual(
    found.map(({ message, highlights }) => [message.number, message.content?.slice(0, 4), highlights]),
    [3, 2, 1].map((number) => [number, 'said', [[0, 4]]]),
  );
  await again.close();
});
