import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ParleyError } from '../api/parley-error.ts';
import { memoryStorage } from '../storage/memory-storage.ts';
import { onlyTab } from '../tabs/tabs.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { ClientIds } from './client-ids.ts';
import { Outbox } from './outbox.ts';
import { OutboxRecords } from './outbox-records.ts';
import type { Acknowledgement, PendingMessage } from './pending-message.ts';

interface Delivery {
  readonly content: string | undefined;
  readonly clientId: string;
  readonly accept: (number: number) => void;
  readonly refuse: (code: ParleyError['code'], retry: ParleyError['retry'], retryAfterMs?: number) => void;
}

function setUp({ storage = memoryStorage(), online = true, clock = new FakeClock(), seed = 1 } = {}) {
  const deliveries: Delivery[] = [];
  const link = { online };
  const random = seededRandom(seed);
  const records = new OutboxRecords(storage);
  const deliver = (_chat: number, pending: PendingMessage) =>
    new Promise<Acknowledgement>((resolve, reject) => {
      deliveries.push({
        content: pending.draft.content,
        clientId: pending.clientId,
        accept: (number) => resolve({ number, position: number }),
        refuse: (code, retry, retryAfterMs = 0) => {
          const details = { retry_after_ms: retryAfterMs };
          reject(new ParleyError({ code, retry, message: code, details }));
        },
      });
    });
  const ids = new ClientIds(clock, random);
  const backoff = { baseMs: 500, capMs: 30_000 };
  const outbox = new Outbox(7, {
    records,
    ids,
    deliver,
    online: () => link.online,
    tabs: onlyTab,
    clock,
    random: () => 1,
    backoff,
  });
  return { storage, clock, link, deliveries, records, outbox };
}

const statuses = (outbox: Outbox) => outbox.state.get().map((each) => each.status);

describe('an outbox', () => {
  test('CLIENT7 a message is shown at once and stored before it is sent', async () => {
    const { clock, storage, deliveries, outbox } = setUp();
    let stored: () => void = () => undefined;
    const set = storage.set;
    storage.set = (key, value) =>
      new Promise<void>((resolve) => {
        stored = () => void set(key, value).then(resolve);
      });
    outbox.send({ content: 'hello' });
    assert.deepEqual(statuses(outbox), ['queued']);
    await clock.advance(1000);
    assert.equal(deliveries.length, 0);
    stored();
    await clock.advance(0);
    assert.equal(deliveries.length, 1);
    assert.deepEqual(statuses(outbox), ['sending']);
  });

  test('CLIENT7 what waited survives a restart, with its key, before what is said afterwards', async () => {
    const { clock, storage, deliveries, outbox } = setUp({ online: false });
    const keys = ['one', 'two'].map((content) => outbox.send({ content }).clientId);
    await clock.advance(0);
    assert.equal(deliveries.length, 0);
    // The clock was set back meanwhile: the order is still that of saying.
    clock.jump(-3_600_000);
    const again = setUp({ storage, clock, seed: 2 });
    again.outbox.restore((await again.records.restore()).get(7) ?? []);
    again.outbox.send({ content: 'three' });
    for (let number = 1; number <= 3; number++) {
      await clock.advance(0);
      again.deliveries[number - 1]?.accept(number);
    }
    await clock.advance(0);
    assert.deepEqual(
      again.deliveries.map((each) => each.content),
      ['one', 'two', 'three'],
    );
    assert.deepEqual(
      again.deliveries.slice(0, 2).map((each) => each.clientId),
      keys,
    );
    assert.deepEqual(
      again.deliveries.map((each) => each.clientId),
      again.deliveries.map((each) => each.clientId).sort(),
    );
    assert.deepEqual(await storage.list(''), []);
  });

  test('CLIENT7 an acknowledged message is stored no more, and is gone when the chat has it', async () => {
    const { clock, storage, deliveries, outbox } = setUp();
    const { acknowledged } = outbox.send({ content: 'hello' });
    await clock.advance(0);
    deliveries[0]?.accept(5);
    assert.deepEqual(await acknowledged, { number: 5, position: 5 });
    await clock.advance(0);
    assert.deepEqual(await storage.list(''), []);
    assert.deepEqual(statuses(outbox), ['sent']);
    outbox.settle(4);
    assert.deepEqual(statuses(outbox), ['sent']);
    outbox.settle(5);
    assert.deepEqual(statuses(outbox), []);
  });

  test('CLIENT8 the next goes out after the acknowledgement of the one before', async () => {
    const { clock, deliveries, outbox } = setUp();
    outbox.send({ content: 'one' });
    outbox.send({ content: 'two' });
    await clock.advance(0);
    assert.deepEqual(
      deliveries.map((each) => each.content),
      ['one'],
    );
    deliveries[0]?.accept(1);
    await clock.advance(0);
    assert.deepEqual(
      deliveries.map((each) => each.content),
      ['one', 'two'],
    );
  });

  test('CLIENT9 CLIENT8 an error that asks for patience, or silence: the same message with the same key, first', async () => {
    const { clock, deliveries, outbox } = setUp();
    outbox.send({ content: 'one' });
    outbox.send({ content: 'two' });
    await clock.advance(0);
    deliveries[0]?.refuse('unavailable', 'backoff');
    await clock.advance(499);
    assert.equal(deliveries.length, 1);
    await clock.advance(1);
    deliveries[1]?.refuse('rate_limited', 'backoff', 9000);
    await clock.advance(8999);
    assert.equal(deliveries.length, 2);
    await clock.advance(1);
    deliveries[2]?.accept(1);
    await clock.advance(0);
    assert.deepEqual(
      deliveries.map((each) => each.content),
      ['one', 'one', 'one', 'two'],
    );
    assert.equal(new Set(deliveries.slice(0, 3).map((each) => each.clientId)).size, 1);
  });

  test('CLIENT9 a lost connection: sent again with the next one', async () => {
    const { clock, link, deliveries, outbox } = setUp();
    outbox.send({ content: 'one' });
    await clock.advance(0);
    link.online = false;
    deliveries[0]?.refuse('network', 'backoff');
    await clock.advance(60_000);
    assert.deepEqual([deliveries.length, statuses(outbox)], [1, ['queued']]);
    link.online = true;
    outbox.resume();
    await clock.advance(0);
    assert.equal(deliveries[1]?.clientId, deliveries[0]?.clientId);
  });

  test('CLIENT9 the entry itself counts as the acknowledgement', async () => {
    const { clock, deliveries, outbox } = setUp();
    const { clientId, acknowledged } = outbox.send({ content: 'one' });
    outbox.send({ content: 'two' });
    await clock.advance(0);
    outbox.confirm(clientId, { number: 3, position: 8 });
    assert.deepEqual(await acknowledged, { number: 3, position: 8 });
    deliveries[0]?.refuse('timeout', 'backoff');
    await clock.advance(0);
    assert.deepEqual(
      deliveries.map((each) => each.content),
      ['one', 'two'],
    );
  });

  test('CLIENT10 a message refused for good stays visible, also after a restart, and the next goes on', async () => {
    const { clock, storage, deliveries, outbox } = setUp();
    const { acknowledged } = outbox.send({ content: 'too long' });
    outbox.send({ content: 'two' });
    await clock.advance(0);
    deliveries[0]?.refuse('content_too_large', 'never');
    await assert.rejects(acknowledged, { code: 'content_too_large' });
    await clock.advance(0);
    deliveries[1]?.accept(1);
    await clock.advance(0);
    outbox.settle(1);
    assert.deepEqual(statuses(outbox), ['failed']);
    const again = setUp({ storage, clock });
    again.outbox.restore((await again.records.restore()).get(7) ?? []);
    assert.equal(again.outbox.state.get()[0]?.error?.code, 'content_too_large');
    await clock.advance(0);
    assert.equal(again.deliveries.length, 0);
  });

  test('CLIENT10 a failed message is sent again behind the others, or discarded', async () => {
    const { clock, storage, deliveries, outbox } = setUp();
    const { clientId } = outbox.send({ content: 'one' });
    await clock.advance(0);
    deliveries[0]?.refuse('blocked', 'never');
    await clock.advance(0);
    const again = outbox.retry(clientId);
    assert.ok(again);
    await clock.advance(0);
    assert.equal(deliveries[1]?.content, 'one');
    assert.notEqual(deliveries[1]?.clientId, clientId);
    deliveries[1]?.refuse('blocked', 'never');
    await clock.advance(0);
    outbox.discard(again.clientId);
    await clock.advance(0);
    assert.deepEqual(statuses(outbox), []);
    assert.deepEqual(await storage.list(''), []);
  });

  test('CLIENT10 a session that ended refuses nothing: the message waits', async () => {
    const { clock, deliveries, outbox } = setUp();
    outbox.send({ content: 'one' });
    await clock.advance(0);
    deliveries[0]?.refuse('session_expired', 'never');
    await clock.advance(500);
    assert.equal(deliveries.length, 2);
  });

  test('CLIENT7 a storage that fails costs the restart, not the message', async () => {
    const { clock, storage, deliveries, outbox } = setUp();
    storage.set = () => Promise.reject(new Error('full'));
    outbox.send({ content: 'one' });
    await clock.advance(0);
    assert.equal(deliveries.length, 1);
  });
});
