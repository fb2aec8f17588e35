import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refresher } from './refresher.ts';
import { FakeClock } from './testing/fake-clock.ts';

/** A list that cannot be read so many times, and its connection. */
function listOf({ failures }: { failures: number }) {
  const clock = new FakeClock();
  const list = { readings: 0, connected: true };
  const refresher = new Refresher(async () => {
    list.readings += 1;
    if (list.readings <= failures) throw new Error('the answer was lost');
  });
  return { clock, list, refresher, persistence: { clock, wanted: () => list.connected } };
}

test('CLIENT36 a list that could not be read is read again until it is', async () => {
  const { clock, list, refresher, persistence } = listOf({ failures: 3 });
  await refresher.persist(persistence);
  assert.equal(list.readings, 1);
  await clock.advance(60_000);
  assert.equal(list.readings, 4);
});

test('CLIENT36 when its connection is lost nothing is read again, and no timer is kept', async () => {
  const { clock, list, refresher, persistence } = listOf({ failures: 3 });
  await refresher.persist(persistence);
  list.connected = false;
  refresher.desist();
  assert.equal(clock.waiting, 0);
  list.connected = true;
  const underWay = refresher.persist(persistence);
  list.connected = false;
  await underWay;
  assert.equal(clock.waiting, 0);
  assert.equal(list.readings, 2);
});
