import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ChatCache } from './chat/chat-cache.ts';
import { ChatRooms } from './chat/chat-rooms.ts';
import { Limiter } from './chat/limiter.ts';
import { MarkSender } from './chat/mark-sender.ts';
import { defaultBackoff } from './connection/backoff.ts';
import { Connection } from './connection/connection.ts';
import { ClientIds } from './outbox/client-ids.ts';
import { FrameDelivery } from './outbox/frame-delivery.ts';
import { OutboxRecords } from './outbox/outbox-records.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import { Sync } from './sync.ts';
import { onlyTab } from './tabs/tabs.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { FakeEngines } from './testing/fake-engine.ts';
import { ModelChat } from './testing/model-chat.ts';

async function setUp(storage = memoryStorage()) {
  const clock = new FakeClock();
  const fake = new FakeEngines();
  const model = new ModelChat();
  const random = () => 1;
  const backoff = defaultBackoff;
  const connection = new Connection({
    engines: fake.engines,
    ...{ clock, random, backoff },
    network: { watch: () => () => undefined },
    credentialsRefused: async () => false,
  });
  const records = new OutboxRecords(storage);
  const cache = new ChatCache(storage, clock);
  const tabs = onlyTab;
  const online = () => connection.state.get().status === 'online';
  const { deliver } = new FrameDelivery(connection, clock);
  const marks = new MarkSender(connection, clock, tabs);
  const rooms = new ChatRooms({
    api: model.api,
    me: () => 'alice',
    limiter: new Limiter(4),
    mayFetch: () => connection.state.get().synced,
    outbox: { records, ids: new ClientIds(clock, random), deliver, online, tabs, clock, random, backoff },
    ...{ clock, cache, marks },
  });
  const sync = new Sync({ connection, rooms, cache, marks, storage, clock });
  const epoch = await sync.restore();
  for (const state of await cache.restore(epoch)) rooms.room(state.number).log.restore(state);
  connection.open();
  const answer = (heads: Record<string, number> = {}, epoch = 'epoch-1') =>
    fake.last.say({ type: 'synced', epoch, heads });
  return { clock, fake, model, connection, rooms, cache, marks, storage, answer };
}

const cursors = (fake: FakeEngines) => fake.last.heard('sync').map((frame) => ({ ...frame.chats }));

describe('sync', () => {
  test('SYNC18 after the greeting it says how far each chat is, again when nobody answers or resync comes', async () => {
    const { clock, fake, model, rooms, connection, answer } = await setUp();
    fake.last.greet();
    assert.deepEqual(cursors(fake), [{}]);
    assert.equal(connection.state.get().synced, false);
    answer();
    assert.equal(connection.state.get().synced, true);
    rooms.room(7).adopt(model.view());
    fake.last.say({ type: 'entry', ...model.say() });
    fake.last.say({ type: 'resync' });
    assert.equal(connection.state.get().synced, false);
    assert.deepEqual(cursors(fake), [{}, { '7': 1 }]);
    await clock.advance(10_000);
    assert.deepEqual(cursors(fake), [{}, { '7': 1 }, { '7': 1 }]);
    answer();
    await clock.advance(20_000);
    assert.equal(cursors(fake).length, 3);
  });

  test('SYNC18 a sync whose sending ends the connection is not waited for', async () => {
    const { clock, fake, connection } = await setUp();
    const wire = fake.last;
    wire.onSend = () => connection.close();
    wire.greet();
    await clock.advance(60_000);
    assert.equal(wire.heard('sync').length, 1);
    assert.equal(connection.state.get().status, 'closed');
    assert.equal(clock.waiting, 0);
  });

  test('SYNC9 entries that come before the answer are applied, and their holes left to it', async () => {
    const { clock, fake, model, rooms, answer } = await setUp();
    fake.last.greet();
    rooms.room(7).adopt(model.view());
    const [first, second, third] = [model.say(), model.say(), model.say()];
    fake.last.say({ type: 'entry', ...third });
    fake.last.say({ type: 'entry', ...first });
    await clock.advance(5000);
    assert.equal(rooms.room(7).log.state.get()?.position, 1);
    fake.last.say({ type: 'entry', ...second });
    assert.equal(rooms.room(7).log.state.get()?.position, 3);
    answer({ '7': 3 });
    await clock.advance(0);
    assert.deepEqual(model.asked, []);
  });

  test('SYNC17 heads of pong, synced and head show a lost last event', async () => {
    for (const how of ['synced', 'pong', 'head']) {
      const { clock, fake, model, rooms, answer } = await setUp();
      fake.last.greet();
      rooms.room(7).adopt(model.view());
      if (how !== 'synced') answer();
      model.say();
      if (how === 'synced') answer({ '7': 1 });
      else if (how === 'pong') fake.last.say({ type: 'pong', heads: { '7': 1 } });
      else fake.last.say({ type: 'head', chat: 7, position: 1 });
      await clock.advance(0);
      assert.equal(rooms.room(7).log.state.get()?.position, 1, how);
    }
  });

  test('SYNC17 the head, or an entry, of an unknown chat brings that chat', async () => {
    const { clock, fake, model, rooms, answer } = await setUp();
    fake.last.greet();
    answer();
    model.say();
    fake.last.say({ type: 'pong', heads: { '7': 1 } });
    await clock.advance(0);
    assert.equal(rooms.list.get().items[0]?.number, 7);
    const again = await setUp();
    again.fake.last.greet();
    again.answer();
    again.fake.last.say({ type: 'entry', ...again.model.say() });
    await again.clock.advance(0);
    assert.equal(again.rooms.room(7).log.state.get()?.position, 1);
  });

  test('SYNC11 a gap frame takes the place of the entries before it', async () => {
    const { fake, model, rooms, answer } = await setUp();
    fake.last.greet();
    rooms.room(7).adopt(model.view());
    for (let number = 0; number < 20; number++) model.say();
    fake.last.say({ type: 'gap', chat: 7, from: 1, to: 20, view: model.view(), messages: model.newest(15) });
    answer({ '7': 20 });
    const state = rooms.room(7).log.state.get();
    assert.deepEqual([state?.position, state?.messages.length, state?.messagesCount], [20, 15, 20]);
    assert.deepEqual(model.asked, []);
  });

  test('SYNC15 a restart goes on from what was stored', async () => {
    const first = await setUp();
    first.fake.last.greet();
    first.answer();
    first.rooms.room(7).adopt(first.model.view());
    first.fake.last.say({ type: 'entry', ...first.model.say() });
    await first.clock.advance(500);
    // Not stored any more when the program dies: it comes again.
    first.fake.last.say({ type: 'entry', ...first.model.say() });
    const second = await setUp(first.storage);
    second.fake.last.greet();
    assert.deepEqual(cursors(second.fake), [{ '7': 1 }]);
    assert.equal(second.fake.last.heard('sync')[0]?.epoch, 'epoch-1');
    const entry = first.model.entries[1];
    second.fake.last.say({ type: 'entry', ...entry });
    assert.equal(second.rooms.room(7).log.state.get()?.position, 2);
  });

  test('SYNC16 another epoch drops every state, in memory and in storage; what waits still waits', async () => {
    const { clock, fake, model, rooms, storage, answer } = await setUp();
    fake.last.greet();
    answer();
    rooms.room(7).adopt(model.view());
    rooms.room(7).outbox.send({ content: 'waits' });
    await clock.advance(1000);
    assert.equal((await storage.list('chat/')).length, 1);
    fake.last.end();
    await clock.advance(500);
    rooms.room(7).outbox.send({ content: 'waits, too' });
    fake.last.greet('epoch-2');
    assert.deepEqual(cursors(fake), [{}]);
    assert.equal(rooms.room(7).log.state.get(), null);
    await clock.advance(0);
    assert.deepEqual(await storage.list('chat/'), []);
    assert.equal(rooms.room(7).outbox.state.get().length, 2);
    assert.deepEqual(fake.last.heard('send'), []);
    assert.equal(await storage.get('epoch'), 'epoch-1', 'a restart now must notice, too');
    rooms.room(7).adopt(model.view());
    await clock.advance(0);
    assert.equal(fake.last.heard('send')[0]?.content, 'waits');
    assert.equal(await storage.get('epoch'), 'epoch-2');
  });

  test('SYNC23 what was read before the first greeting stays if it was read from the epoch that is greeted', async () => {
    for (const greeted of ['epoch-1', 'epoch-2']) {
      const { clock, fake, model, rooms, storage } = await setUp();
      model.say();
      const { log } = rooms.room(7);
      await log.load();
      fake.last.greet(greeted);
      const stays = greeted === model.epoch;
      assert.equal(log.state.get()?.position, stays ? 1 : undefined);
      assert.deepEqual(cursors(fake), [stays ? { '7': 1 } : {}]);
      await clock.advance(1000);
      assert.equal((await storage.list('chat/')).length, stays ? 1 : 0);
      const again = await setUp(storage);
      assert.equal(again.rooms.room(7).log.state.get()?.position, stays ? 1 : undefined);
    }
  });

  test('SYNC23 a state that was read from two epochs, or from who knows which, does not stay', async () => {
    const { fake, model, rooms } = await setUp();
    const { log } = rooms.room(7);
    model.epoch = 'epoch-0';
    await log.load();
    model.epoch = 'epoch-1';
    await log.load();
    rooms.room(8).adopt({ ...model.view(), number: 8 as never });
    fake.last.greet();
    assert.equal(log.state.get(), null);
    assert.equal(rooms.room(8).log.state.get(), null);
  });

  test('SYNC22 what waits is not sent to another chat that has the number now, nor with a number of another message', async () => {
    for (const created of ['2026-01-01T00:00:00.000Z', '2026-05-05T00:00:00.000Z']) {
      const { clock, fake, model, rooms, answer } = await setUp();
      fake.last.greet();
      answer();
      const room = rooms.room(7);
      room.adopt({ ...model.view(), created_at: '2026-01-01T00:00:00.000Z' });
      fake.last.end();
      const { acknowledged } = room.outbox.send({ content: 'yes', reply_to: 3 });
      room.outbox.send({ content: 'plain' });
      await clock.advance(500);
      fake.last.greet('epoch-2');
      answer({}, 'epoch-2');
      room.adopt({ ...model.view(), created_at: created });
      await assert.rejects(acknowledged, { code: 'stale_epoch' });
      await clock.advance(0);
      const isSame = created.startsWith('2026-01');
      const sent = fake.last.heard('send').map(({ content }) => content);
      assert.deepEqual(sent, isSame ? ['plain'] : []);
      const statuses = room.outbox.state.get().map(({ status }) => status);
      assert.deepEqual(statuses, ['failed', isSame ? 'sending' : 'failed']);
    }
  });

  test('SYNC22 what waits for a chat that the backup does not have fails; after a restart nothing is guessed', async () => {
    const { clock, fake, model, rooms, storage, answer } = await setUp();
    fake.last.greet();
    answer();
    rooms.room(7).adopt(model.view());
    await clock.advance(1000);
    fake.last.end();
    rooms.room(7).outbox.send({ content: 'waits' });
    await clock.advance(0);
    const again = await setUp(storage);
    again.rooms.room(7).outbox.restore((await new OutboxRecords(storage).restore()).get(7) ?? []);
    again.fake.last.greet('epoch-2');
    again.answer({}, 'epoch-2');
    again.rooms.room(7).missing();
    await again.clock.advance(0);
    assert.equal(again.rooms.room(7).outbox.state.get()[0]?.status, 'failed');
    assert.deepEqual(again.fake.last.heard('send'), []);
    assert.equal(await storage.get('epoch'), 'epoch-2');
  });

  test('SYNC22 an acknowledged message that is gone is not shown as sent; marks of before are not told', async () => {
    const { clock, fake, model, rooms, marks, answer } = await setUp();
    fake.last.greet();
    answer();
    const room = rooms.room(7);
    room.adopt(model.view());
    room.outbox.send({ content: 'lost' });
    await clock.advance(0);
    const ref = fake.last.heard('send')[0]?.ref ?? '';
    fake.last.say({ type: 'ack', ref, chat: 7, number: 9, position: 9 });
    await clock.advance(0);
    assert.equal(room.outbox.state.get()[0]?.status, 'sent');
    fake.last.end();
    await clock.advance(450);
    marks.tell(7, { delivered: 9, read: 9 });
    await clock.advance(50);
    fake.last.greet('epoch-2');
    answer({}, 'epoch-2');
    assert.deepEqual(room.outbox.state.get(), []);
    room.adopt(model.view());
    await clock.advance(1000);
    assert.deepEqual(fake.last.heard('mark'), []);
    assert.deepEqual(room.log.state.get()?.marks, model.view().marks);
  });

  test('SYNC16 the error stale_epoch starts afresh over a new connection', async () => {
    const { clock, fake, model, rooms, answer } = await setUp();
    fake.last.greet();
    answer();
    rooms.room(7).adopt(model.view());
    fake.last.say({ type: 'error', error: { code: 'stale_epoch', message: '', retry: 'reconnect' } });
    await clock.advance(500);
    assert.equal(fake.wires.length, 2);
    fake.last.greet('epoch-2');
    assert.deepEqual(cursors(fake), [{}]);
  });

  test('SYNC13 marks that come before the chat is known are not lost', async () => {
    const { fake, model, rooms, answer } = await setUp();
    fake.last.greet();
    answer();
    model.say();
    const room = rooms.room(7);
    fake.last.say({ type: 'mark', chat: 7, username: 'bob', delivered: 1, read: 1 });
    room.adopt(model.view());
    assert.equal(room.log.state.get()?.members.find((member) => member.username === 'bob')?.read, 1);
  });

  test('SYNC13 what arrives is marked delivered, gathered; what the server does not know is told again', async () => {
    const { clock, fake, model, rooms, answer } = await setUp();
    fake.last.greet();
    answer();
    const room = rooms.room(7);
    room.adopt(model.view());
    for (let number = 0; number < 10; number++) fake.last.say({ type: 'entry', ...model.say() });
    await clock.advance(200);
    assert.deepEqual(fake.last.heard('mark'), [{ type: 'mark', chat: 7, delivered: 10 }]);
    room.read(8);
    assert.equal(room.snapshot.get().unread, 2);
    room.read(4);
    await clock.advance(200);
    assert.deepEqual(fake.last.heard('mark').at(-1), { type: 'mark', chat: 7, delivered: 10, read: 8 });
    // The frame was lost: the next view shows it.
    room.adopt(model.view());
    await clock.advance(200);
    assert.equal(fake.last.heard('mark').length, 3);
  });
});
