import type { JetStreamManager, StoredMsg, StreamState } from '@nats-io/jetstream';
import type { LogKey } from '../log-key.ts';
import type { BatchCache } from './batch-cache.ts';
import { type Batch, decodeBatch } from './batch-codec.ts';
import type { Patience } from './patience.ts';
import type { Subjects } from './subjects.ts';

export interface StreamReaderOptions {
  readonly manager: JetStreamManager;
  readonly subjects: Subjects;
  readonly patience: Patience;
  readonly cache: BatchCache;
}

/**
 * Batches of the streams. What is asked by a log or of a stream's state is asked of the stream's leader: what was
 * acknowledged to any node is seen at once. A batch of a known sequence never changes, so that any replica may answer.
 */
export class StreamReader {
  readonly #options: StreamReaderOptions;

  constructor(options: StreamReaderOptions) {
    this.#options = options;
  }

  /** The newest batch of a log in its stream; undefined: there is none, or no longer. */
  async last(log: LogKey): Promise<Batch | undefined> {
    const { subjects } = this.#options;
    return this.#ask(subjects.partition(log), { last_by_subj: subjects.log(log) });
  }

  /** The first batch of a log behind a sequence. */
  async next(log: LogKey, after: number): Promise<Batch | undefined> {
    const { subjects } = this.#options;
    return this.#ask(subjects.partition(log), { seq: after + 1, next_by_subj: subjects.log(log) });
  }

  /** Undefined: it was trimmed, or is not there yet. */
  async at(partition: number, streamSeq: number): Promise<Batch | undefined> {
    const { cache, manager, subjects } = this.#options;
    const cached = cache.get(partition, streamSeq);
    if (cached !== undefined) return cached;
    const message = await manager.direct
      .getMessage(subjects.stream(partition), { seq: streamSeq })
      .catch(() => null);
    if (message !== null) return this.#batchOf(partition, message);
    return this.#ask(partition, { seq: streamSeq });
  }

  async state(partition: number): Promise<StreamState> {
    const { manager, patience, subjects } = this.#options;
    const info = await patience.until(() => manager.streams.info(subjects.stream(partition)));
    return info.state;
  }

  async #ask(
    partition: number,
    query: { seq: number; next_by_subj?: string } | { last_by_subj: string },
  ): Promise<Batch | undefined> {
    const { manager, patience, subjects } = this.#options;
    const stream = subjects.stream(partition);
    // What is read by `next_by_subj` is the servers' since 2.9; the library's type does not know it.
    const message = await patience.until(() => manager.streams.getMessage(stream, query));
    return message === null ? undefined : this.#batchOf(partition, message);
  }

  #batchOf(partition: number, { subject, seq, header, data }: StoredMsg): Batch {
    const batch =
      this.#options.cache.get(partition, seq) ??
      decodeBatch({ subject, streamSeq: seq, partition, headers: header, data });
    this.#options.cache.put(batch);
    return batch;
  }
}
