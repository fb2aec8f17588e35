import type { Batch } from './batch-codec.ts';

/** Batches of one stream without a hole between them, in order, within a number of bytes. */
export class BatchRun {
  readonly #maxBytes: number;
  #batches: Batch[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Adds a batch where it goes on without a hole and there is room; else it must be fetched when its turn comes. */
  add(batch: Batch): void {
    const last = this.#batches.at(-1);
    if (last !== undefined && batch.streamSeq !== last.streamSeq + 1) return;
    if (last !== undefined && this.#bytes + batch.bytes > this.#maxBytes) return;
    this.#batches.push(batch);
    this.#bytes += batch.bytes;
  }

  /** Forgets what stands before a sequence; batches from it on, where the run has it. */
  from(streamSeq: number): readonly Batch[] {
    const first = this.#batches[0]?.streamSeq ?? streamSeq;
    if (first > streamSeq) this.clear();
    else this.#drop(Math.min(streamSeq - first, this.#batches.length));
    return this.#batches;
  }

  clear(): void {
    this.#drop(this.#batches.length);
  }

  #drop(count: number): void {
    for (const { bytes } of this.#batches.splice(0, count)) this.#bytes -= bytes;
  }
}
