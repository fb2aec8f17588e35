import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OutboxRecords } from './outbox/outbox-records.ts';
import { cursors, setUpSync } from './testing/sync-stage.ts';

describe('epochs', () => {
  test('SYNC16 another epoch drops every state, in memory and in storage; what waits still waits', async () => {
    const { clock, fake, model, rooms, storage, answer } = await setUpSync();
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
      const { clock, fake, model, rooms, storage } = await setUpSync();
      model.say();
      const { log } = rooms.room(7);
      await log.load();
      fake.last.greet(greeted);
      const stays = greeted === model.epoch;
      assert.equal(log.state.get()?.position, stays ? 1 : undefined);
      assert.deepEqual(cursors(fake), [stays ? { '7': 1 } : {}]);
      await clock.advance(1000);
      assert.equal((await storage.list('chat/')).length, stays ? 1 : 0);
      const again = await setUpSync(storage);
      assert.equal(again.rooms.room(7).log.state.get()?.position, stays ? 1 : undefined);
    }
  });

  test('SYNC23 a state that was read from two epochs, or from who knows which, does not stay', async () => {
    const { fake, model, rooms } = await setUpSync();
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
      const { clock, fake, model, rooms, answer } = await setUpSync();
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
    const { clock, fake, model, rooms, storage, answer } = await setUpSync();
    fake.last.greet();
    answer();
    rooms.room(7).adopt(model.view());
    await clock.advance(1000);
    fake.last.end();
    rooms.room(7).outbox.send({ content: 'waits' });
    await clock.advance(0);
    const again = await setUpSync(storage);
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
    const { clock, fake, model, rooms, marks, answer } = await setUpSync();
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
    const { clock, fake, model, rooms, answer } = await setUpSync();
    fake.last.greet();
    answer();
    rooms.room(7).adopt(model.view());
    fake.last.say({ type: 'error', error: { code: 'stale_epoch', message: '', retry: 'reconnect' } });
    await clock.advance(500);
    assert.equal(fake.wires.length, 2);
    fake.last.greet('epoch-2');
    assert.deepEqual(cursors(fake), [{}]);
  });
});
