import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cursors, setUpSync } from './testing/sync-stage.ts';

describe('sync', () => {
  test('SYNC18 after the greeting it says how far each chat is, again when nobody answers or resync comes', async () => {
    const { clock, fake, model, rooms, connection, answer } = await setUpSync();
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
    const { clock, fake, connection } = await setUpSync();
    const wire = fake.last;
    wire.onSend = () => connection.close();
    wire.greet();
    await clock.advance(60_000);
    assert.equal(wire.heard('sync').length, 1);
    assert.equal(connection.state.get().status, 'closed');
    assert.equal(clock.waiting, 0);
  });

  test('SYNC9 entries that come before the answer are applied, and their holes left to it', async () => {
    const { clock, fake, model, rooms, answer } = await setUpSync();
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
      const { clock, fake, model, rooms, answer } = await setUpSync();
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
    const { clock, fake, model, rooms, answer } = await setUpSync();
    fake.last.greet();
    answer();
    model.say();
    fake.last.say({ type: 'pong', heads: { '7': 1 } });
    await clock.advance(0);
    assert.equal(rooms.list.get().items[0]?.number, 7);
    const again = await setUpSync();
    again.fake.last.greet();
    again.answer();
    again.fake.last.say({ type: 'entry', ...again.model.say() });
    await again.clock.advance(0);
    assert.equal(again.rooms.room(7).log.state.get()?.position, 1);
  });

  test('SYNC11 a gap frame takes the place of the entries before it', async () => {
    const { fake, model, rooms, answer } = await setUpSync();
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
    const first = await setUpSync();
    first.fake.last.greet();
    first.answer();
    first.rooms.room(7).adopt(first.model.view());
    first.fake.last.say({ type: 'entry', ...first.model.say() });
    await first.clock.advance(500);
    // Not stored any more when the program dies: it comes again.
    first.fake.last.say({ type: 'entry', ...first.model.say() });
    const second = await setUpSync(first.storage);
    second.fake.last.greet();
    assert.deepEqual(cursors(second.fake), [{ '7': 1 }]);
    assert.equal(second.fake.last.heard('sync')[0]?.epoch, 'epoch-1');
    const entry = first.model.entries[1];
    second.fake.last.say({ type: 'entry', ...entry });
    assert.equal(second.rooms.room(7).log.state.get()?.position, 2);
  });

  test('SYNC13 marks that come before the chat is known are not lost', async () => {
    const { fake, model, rooms, answer } = await setUpSync();
    fake.last.greet();
    answer();
    model.say();
    const room = rooms.room(7);
    fake.last.say({ type: 'mark', chat: 7, username: 'bob', delivered: 1, read: 1 });
    room.adopt(model.view());
    assert.equal(room.log.state.get()?.members.find((member) => member.username === 'bob')?.read, 1);
  });

  test('SYNC13 what arrives is marked delivered, gathered; what the server does not know is told again', async () => {
    const { clock, fake, model, rooms, answer } = await setUpSync();
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
