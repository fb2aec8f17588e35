import { test } from 'node:test';
import { castOfFour, openArena } from '../testing/arena.ts';
import { convergeTabs } from '../testing/tabs-convergence.ts';

const named = process.env.PARLEY_SEED;
const seeds = named === undefined ? Array.from({ length: 24 }, (_, index) => index + 1) : [Number(named)];

test('CLIENT27 CLIENT28 whichever tabs open, die or stand still, all end with the same, and what was said stands once', async (t) => {
  await using arena = await openArena(castOfFour);
  for (const seed of seeds) {
    await t.test(`PARLEY_SEED=${seed}`, { timeout: 60_000 }, () => convergeTabs(arena, seed));
  }
});
