import { test } from 'node:test';
import { openArena } from './testing/arena.ts';
import { converge } from './testing/convergence.ts';

const usernames = ['alice', 'bob', 'carol', 'dave'];
const named = process.env.PARLEY_SEED;
const seeds = named === undefined ? Array.from({ length: 24 }, (_, index) => index + 1) : [Number(named)];

test('SYNC1 SYNC2 SYNC5 OUTBOX2 whatever the network does, every device ends with what a fresh one loads', async (t) => {
  await using arena = await openArena(usernames);
  for (const seed of seeds) await t.test(`PARLEY_SEED=${seed}`, () => converge(arena, seed));
});
