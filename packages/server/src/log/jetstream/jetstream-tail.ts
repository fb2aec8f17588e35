import type { StreamState } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Archive } from '../archive.ts';
import type { StoredEntry, Tail } from '../log.ts';
import { placeOf } from '../tail-seq.ts';
import { type Batch, lastSeqOf } from './batch-codec.ts';
import { BatchRun } from './batch-run.ts';
import type { StreamReader } from './stream-reader.ts';
import type { Subjects } from './subjects.ts';
import { listenToTold, type ToldBatches } from './told-batches.ts';

export interface JetstreamTailOptions {
  readonly connection: NatsConnection;
  readonly subjects: Subjects;
  readonly reader: StreamReader;
  readonly archive: Archive;
  readonly partition: number;
  /** Of batches that wait to be read. */
  readonly maxBytes: number;
  readonly onClosed: (tail: JetstreamTail) => void;
}

const fetchedAtOnce = 32;

/**
 * One stream as a tail. What the server tells after it stored it is kept until it is read; what was not told, or came
 * before, is fetched by its sequence, and what was trimmed comes from the archive (LOG18). Nothing is kept for a tail on
 * the servers, so that a server or connection that comes back finds nothing to repair.
 */
export class JetstreamTail implements Tail {
  readonly #options: JetstreamTailOptions;
  readonly #run: BatchRun;
  readonly #listeners = new Set<(lastSeq: number) => void>();
  #told: ToldBatches | undefined;
  #lastSeq = 0;
  /** Last entry of the newest batch that was read to its end: what follows begins with another batch. */
  #readTo = 0;

  constructor(options: JetstreamTailOptions) {
    this.#options = options;
    this.#run = new BatchRun(options.maxBytes);
  }

  async read(afterSeq: number, limit: number): Promise<StoredEntry[]> {
    await this.#listen();
    const { batch } = placeOf(afterSeq);
    const from = afterSeq > 0 && afterSeq === this.#readTo ? batch + 1 : Math.max(1, batch);
    const told = this.#take(this.#run.from(from), afterSeq, limit);
    if (told.length === limit) return told;
    return this.#fetch(afterSeq, from, limit);
  }

  lastSeq(): number {
    return this.#lastSeq;
  }

  behind(seq: number): number {
    return Math.max(0, placeOf(this.#lastSeq).batch - placeOf(seq).batch);
  }

  onAppended(listener: (lastSeq: number) => void): () => void {
    this.#listeners.add(listener);
    // What was appended before the server knew of the interest is told once it does.
    this.#listen()
      .then(() => this.refresh())
      .catch(() => {});
    return () => this.#listeners.delete(listener);
  }

  /** Asks how far the stream is, and tells where that is further than was known. */
  async refresh(): Promise<StreamState> {
    const { partition, reader } = this.#options;
    const state = await reader.state(partition);
    if (state.last_seq > placeOf(this.#lastSeq).batch) {
      const last = await reader.at(partition, state.last_seq);
      if (last !== undefined) this.#learn(lastSeqOf(last));
    }
    return state;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
    this.#told?.subscription.unsubscribe();
    this.#told = undefined;
    this.#run.clear();
    this.#options.onClosed(this);
  }

  async #listen(): Promise<void> {
    const { connection, subjects, partition } = this.#options;
    this.#told ??= listenToTold(connection, subjects.allTold(partition), partition, (batch) => {
      this.#run.add(batch);
      this.#learn(lastSeqOf(batch));
    });
    await this.#told.ready.catch(() => {});
  }

  #learn(seq: number): void {
    if (seq <= this.#lastSeq) return;
    this.#lastSeq = seq;
    for (const listener of this.#listeners) listener(seq);
  }

  /** Everything that is durable now, as far as the limit goes. */
  async #fetch(afterSeq: number, from: number, limit: number): Promise<StoredEntry[]> {
    const { partition, archive } = this.#options;
    const { first_seq, last_seq } = await this.refresh();
    if (last_seq < from) return [];
    const entries: StoredEntry[] = [];
    if (from < first_seq) {
      const archived = await archive.readTail(partition, afterSeq, limit);
      entries.push(...archived.filter(({ seq }) => placeOf(seq).batch < first_seq));
      if (entries.length === limit) return entries;
    }
    for (let next = Math.max(from, first_seq); next <= last_seq && entries.length < limit; ) {
      const batches = await this.#batches(next, last_seq);
      if (batches === undefined) {
        // Trimmed since the stream was asked: the archive has it by now.
        await this.#assertTrimmed(next);
        const newest = entries.at(-1)?.seq ?? afterSeq;
        return [...entries, ...(await this.#fetch(newest, next, limit - entries.length))];
      }
      entries.push(...this.#take(batches, afterSeq, limit - entries.length));
      next = (batches.at(-1)?.streamSeq ?? last_seq) + 1;
    }
    return entries;
  }

  async #assertTrimmed(streamSeq: number): Promise<void> {
    const { partition, reader } = this.#options;
    const { first_seq } = await reader.state(partition);
    if (first_seq <= streamSeq) throw new Error(`stream ${partition} has a hole near ${streamSeq}`);
  }

  /** From the run, else from the stream, several at once; undefined: the stream has them no more. */
  async #batches(from: number, to: number): Promise<readonly Batch[] | undefined> {
    const { partition, reader } = this.#options;
    const held = this.#run.from(from);
    if (held.length > 0) return held.slice(0, to - from + 1);
    const count = Math.min(fetchedAtOnce, to - from + 1);
    const fetched = await Promise.all(
      Array.from({ length: count }, (_, each) => reader.at(partition, from + each)),
    );
    const batches = fetched.filter((batch) => batch !== undefined);
    if (batches.length < count) return undefined;
    // Told meanwhile may be what follows these: it is fetched again when its turn comes.
    this.#run.clear();
    for (const batch of batches) this.#run.add(batch);
    return batches;
  }

  #take(batches: readonly Batch[], afterSeq: number, limit: number): StoredEntry[] {
    const taken: StoredEntry[] = [];
    for (const batch of batches) {
      const rest = batch.entries().filter(({ seq }) => seq > afterSeq);
      taken.push(...rest.slice(0, limit - taken.length));
      if (taken.length === limit) break;
    }
    this.#readTo = this.#endOfBatch(batches, taken.at(-1)) ?? this.#readTo;
    return taken;
  }

  #endOfBatch(batches: readonly Batch[], last: StoredEntry | undefined): number | undefined {
    if (last === undefined) return undefined;
    const { batch: streamSeq } = placeOf(last.seq);
    const batch = batches.find((each) => each.streamSeq === streamSeq);
    return batch !== undefined && lastSeqOf(batch) === last.seq ? last.seq : undefined;
  }
}
