import type { PlacedEntry, Tail } from '../../log/log.ts';
import type { TailerStore } from '../../store/tailer-store.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Tracer } from '../../telemetry/tracer.ts';
import { CountSum } from './count.ts';
import { Tailer } from './tailer.ts';

export interface CounterParts {
  readonly tail: Tail;
  readonly store: { readonly tailers: TailerStore };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
  readonly metrics: { tailerLag(name: string, entries: number): void };
}

const name = 'count';
const readAtOnce = 2000;
const delayMs = 500;

/**
 * Stage 5, count: keeps `chats_count`, `messages_count`, activity and senders' marks (COUNT1).
 *
 * What this node commits is added up as it goes by. What it did not see (before it started, or of another process)
 * is read from the log: its checkpoint never moves past a hole.
 */
export class Counter implements AsyncDisposable {
  readonly #parts: CounterParts;
  readonly #tailer: Tailer;
  /** What was heard without a hole: entries after `#from` up to `#to`. */
  #sum = new CountSum();
  #from = 0;
  #to = 0;

  constructor(parts: CounterParts) {
    this.#parts = parts;
    const { tail, store, clock, logger, metrics, tracer } = parts;
    this.#tailer = new Tailer({
      ...{ name, tail, clock, logger, tracer, delayMs },
      checkpoint: () => store.tailers.checkpoint(name),
      step: (after) => this.#step(after),
      onLag: (entries) => metrics.tailerLag(name, entries),
    });
  }

  /** Entries this node has just committed; the last one has the sequence given. */
  heard(entries: readonly PlacedEntry[], lastSeq: number): void {
    const before = lastSeq - entries.length;
    if (before !== this.#to) this.#startAt(before);
    this.#sum.add(entries);
    this.#to = lastSeq;
  }

  /** Resolves when everything that is durable now has been counted. */
  caughtUp(): Promise<void> {
    return this.#tailer.caughtUp();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#tailer[Symbol.asyncDispose]();
  }

  async #step(after: number): Promise<number> {
    if (this.#from <= after && after < this.#to) {
      const [sum, to] = [this.#sum, this.#to];
      this.#startAt(to);
      return this.#save(sum, to);
    }
    const entries = await this.#parts.tail.read(after, readAtOnce);
    const last = entries.at(-1);
    if (last === undefined) return after;
    const sum = new CountSum();
    sum.add(entries);
    return this.#save(sum, last.seq);
  }

  /** Should it fail, the stretch is read from the log the next time. */
  async #save(sum: CountSum, seq: number): Promise<number> {
    await this.#parts.store.tailers.saveCounts(name, seq, sum.counts());
    return seq;
  }

  #startAt(seq: number): void {
    this.#sum = new CountSum();
    this.#from = seq;
    this.#to = seq;
  }
}
