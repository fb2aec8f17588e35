import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock } from './fake-clock.ts';

test('CLOCK1 a fake clock runs due timers in order, those set meanwhile too, and not one early', async () => {
  const clock = createFakeClock(1000);
  const seen: string[] = [];
  const note = (name: string) => () => seen.push(`${name}@${clock.now()}`);
  clock.setTimeout(note('late'), 200);
  clock.setTimeout(() => {
    note('early')();
    clock.setTimeout(note('nested'), 50);
  }, 100);
  clock.clearTimeout(clock.setTimeout(note('cancelled'), 10));
  await clock.advance(199);
  assert.deepEqual(seen, ['early@1100', 'nested@1150']);
  await clock.advance(1);
  assert.deepEqual(seen, ['early@1100', 'nested@1150', 'late@1200']);
  assert.equal(clock.pending(), 0);
});

test('CLOCK1 setting the machine to another time moves wall time, not durations or timers', async () => {
  const clock = createFakeClock(0);
  let ran = false;
  clock.setTimeout(() => {
    ran = true;
  }, 100);
  clock.jump(-5000);
  await clock.advance(100);
  assert.equal(clock.now(), -4900);
  assert.equal(clock.monotonic(), 100);
  assert.equal(ran, true);
});
