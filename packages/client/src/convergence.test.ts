import { test } from 'node:test';
import { castOfFour, openArena } from './testing/arena.ts';
import { converge } from './testing/convergence.ts';

const named = process.env.PARLEY_SEED;
const seeds = named === undefined ? Array.from({ length: 24 }, (_, index) => index + 1) : [Number(named)];

test('SYNC19 whatever the network does, every device ends with what a fresh one loads', async (t) => {
  await using arena = await openArena(castOfFour);
  for (const seed of seeds) {
    await t.test(`PARLEY_SEED=${seed}`, { timeout: 60_000 }, () => converge(arena, seed));
  }
});
