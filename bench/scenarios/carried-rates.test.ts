import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PairsResult } from '../load/plans.ts';
import { ejabberd } from '../peers/names.ts';
import { Run } from '../run.ts';
import { carriedRates } from './carried-rates.ts';
import { skeleton } from './pair-subjects.ts';

const times = { warmUpMs: 0, measureMs: 0 };
const rates = [500, 10_000];

test('BENCH8 a peer is measured at the rates that it carries; the others are left out by name', async () => {
  const run = new Run({ short: true, rounds: 1 }, 'unused', () => {});
  const carrying = (name: string, perSecond: number) => ({
    name,
    run: async () => ({ perSecond }) as PairsResult,
  });
  assert.deepEqual(await carriedRates(run, carrying(ejabberd, 2443), rates, times), [500]);
  assert.deepEqual(run.leftOut, ['ejabberd at 10000/s: carries some 2443/s']);
  assert.deepEqual(await carriedRates(run, carrying(ejabberd, 15_000), rates, times), rates);
  assert.deepEqual(await carriedRates(run, carrying(skeleton, 1), rates, times), rates);
  assert.equal(run.leftOut.length, 1);
});
