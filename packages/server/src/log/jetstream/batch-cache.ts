import { LRUCache } from 'lru-cache';
import type { Batch } from './batch-codec.ts';

const perPartition = 2 ** 36;

/** The newest batches that this node stored, read or was told of, within a number of bytes. */
export class BatchCache {
  readonly #batches: LRUCache<number, Batch>;

  constructor(maxBytes: number) {
    this.#batches = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  }

  get(partition: number, streamSeq: number): Batch | undefined {
    return this.#batches.get(partition * perPartition + streamSeq);
  }

  put(batch: Batch): void {
    this.#batches.set(batch.partition * perPartition + batch.streamSeq, batch);
  }
}
