import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock } from '../testing/fake-clock.ts';
import { LeaderWatch } from './leader-watch.ts';

test('PROC4 CLIENT27 a clock that jumps neither loses a leader that answers nor keeps one that is gone', async () => {
  const clock = new FakeClock();
  let asked = 0;
  let gone = 0;
  const watch = new LeaderWatch(
    clock,
    () => {
      asked += 1;
    },
    () => {
      gone += 1;
    },
  );
  watch.start();
  for (const jumpMs of [-3_600_000, 3_600_000, -3_600_000]) {
    clock.jump(jumpMs);
    watch.heard();
    await clock.advance(9000);
  }
  assert.deepEqual([asked, gone], [4, 0]);
  clock.jump(-3_600_000);
  await clock.advance(9000);
  assert.equal(gone, 1);
});
