import { test } from 'node:test';
import { castOfFour, openArena } from './testing/arena.ts';
import { converge } from './testing/convergence.ts';

const first = Number(process.env.PARLEY_SEED ?? 1);
const seeds = Number(process.env.PARLEY_SEEDS ?? 2000);
/** A new server now and then: people with thousands of chats are another test. */
const seedsPerServer = 25;

test('SYNC19 thousands of seeds: every device ends with what a fresh one loads', async (t) => {
  for (let from = first; from < first + seeds; from += seedsPerServer) {
    await using arena = await openArena(castOfFour);
    const until = Math.min(from + seedsPerServer, first + seeds);
    for (let seed = from; seed < until; seed++) {
      await t.test(`PARLEY_SEED=${seed}`, { timeout: 60_000 }, () => converge(arena, seed));
    }
  }
});
