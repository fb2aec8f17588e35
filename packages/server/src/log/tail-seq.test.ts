import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostInBatch, mostTails, placeOf, seqOf } from './tail-seq.ts';

test('LOG11 a sequence says its tail, its batch and its place there, up to the limits of each', () => {
  const batches = [1, 2, 2 ** 17, 2 ** 34, 2 ** 35 - 1];
  for (const batch of batches) {
    for (const tail of [0, 1, 255]) {
      for (const index of [0, 1, 1023]) {
        const seq = seqOf(tail, batch, index);
        assert.ok(Number.isSafeInteger(seq));
        assert.deepEqual(placeOf(seq), { tail, batch, index });
      }
    }
  }
  assert.equal(seqOf(255, 2 ** 35 - 1, 1023), Number.MAX_SAFE_INTEGER);
  assert.deepEqual([mostTails, mostInBatch], [256, 1024]);
});

test('LOG11 within a tail sequences are ordered as batches and places are', () => {
  const seqs = [seqOf(3, 1, 0), seqOf(3, 1, 1023), seqOf(3, 2, 0), seqOf(3, 2, 1), seqOf(3, 9, 0)];
  assert.deepEqual(
    seqs,
    seqs.toSorted((a, b) => a - b),
  );
});
