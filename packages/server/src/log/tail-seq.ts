/**
 * Sequences of a log with many tails whose entries are stored in batches: unique over all tails, in order within one.
 * `batch` counts the batches of a tail from 1. Whole numbers up to 2^53, so no bit operations.
 */
export interface SeqPlace {
  readonly tail: number;
  /** 1 to 2^35 − 1. */
  readonly batch: number;
  /** Within its batch, from 0. */
  readonly index: number;
}

export const mostTails = 2 ** 8;
export const mostInBatch = 2 ** 10;
const perBatch = mostTails * mostInBatch;

export function seqOf(tail: number, batch: number, index: number): number {
  return batch * perBatch + tail * mostInBatch + index;
}

export function placeOf(seq: number): SeqPlace {
  return { tail: tailOf(seq), batch: Math.floor(seq / perBatch), index: seq % mostInBatch };
}

export function tailOf(seq: number): number {
  return Math.floor((seq % perBatch) / mostInBatch);
}
