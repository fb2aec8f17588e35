import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock } from '../testing/fake-clock.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { ClientIds } from './client-ids.ts';

test('CLIENT8 keys sort as they were made: in one millisecond, after a restart in it, and when the clock is set back', async () => {
  const clock = new FakeClock();
  const random = seededRandom(1);
  const first = new ClientIds(clock, random);
  await clock.advance(5);
  const keys = Array.from({ length: 50 }, () => first.next());
  const second = new ClientIds(clock, random);
  keys.push(...Array.from({ length: 50 }, () => second.next()));
  clock.jump(-1000);
  keys.push(second.next());
  const third = new ClientIds(clock, random);
  for (const key of keys) third.observe(key);
  keys.push(third.next());
  assert.deepEqual(keys, keys.toSorted());
  assert.equal(new Set(keys).size, keys.length);
  for (const key of keys) assert.match(key, /^[\x21-\x7e]{1,64}$/);
});
