import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { createLogger } from '../../telemetry/pino-logger.ts';
import { trimBehind } from './trim-log.ts';

/** What is trimmed, while the database answers. */
function openStage() {
  const clock = createFakeClock();
  const stored: Record<string, number> = { 'store.0': 40, 'store.1': 900, 'store.2': 0 };
  const indexed = [70, 300, 10];
  const stage = { clock, isDown: false, trimmed: [] as [number, number][], warned: [] as string[] };
  const checkpoint = async (name: string) => {
    if (stage.isDown) throw new Error('no database');
    return stored[name] ?? 0;
  };
  const trimming = trimBehind({
    log: { tails: 3, trim: async (tail, seq) => void stage.trimmed.push([tail, seq]) },
    store: { tailers: { checkpoint } },
    index: { checkpoint: async (tail) => indexed[tail] ?? 0 },
    clock,
    logger: createLogger({ level: 'warn', format: 'json', write: (line) => stage.warned.push(line) }),
  });
  const pass = async (ms: number) => {
    await clock.advance(ms);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
  };
  return Object.assign(stage, { pass, trimming });
}

test('PROJ5 of each tail only what the store and the index have is let go, once a minute, whatever fails', async () => {
  const stage = openStage();
  await using _trimming = stage.trimming;
  await stage.pass(59_999);
  assert.deepEqual(stage.trimmed, []);
  await stage.pass(1);
  assert.deepEqual(stage.trimmed, [
    [0, 40],
    [1, 300],
  ]);
  stage.isDown = true;
  await stage.pass(60_000);
  assert.equal(stage.warned.length, 1);
  stage.isDown = false;
  await stage.pass(60_000);
  assert.equal(stage.trimmed.length, 4);
});
