import { LRUCache } from 'lru-cache';
import type { Clock } from '../../telemetry/clock.ts';
import type { Archive } from '../archive.ts';
import { emptyHead, type Head } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import type { Batch } from './batch-codec.ts';
import type { StreamReader } from './stream-reader.ts';

/** Where a log stands, as this node last learnt it. */
export interface KnownHead {
  readonly head: Head;
  /** Sequence of the log's newest batch in its stream; 0: the stream has none, it is empty or all in the archive. */
  readonly streamSeq: number;
  /** On the monotonic clock. */
  readonly learntAt: number;
}

export interface LogHeadsOptions {
  readonly reader: StreamReader;
  readonly archive: Archive;
  readonly clock: Clock;
  readonly logs: number;
  /**
   * How long a head is believed whose log has nothing in the stream. Of such a log any append is right that expects
   * nothing, also one behind a head that others have moved and that was trimmed again: nothing is trimmed that is as
   * young as this, so it cannot have been (LOG16).
   */
  readonly believeMs: number;
  /** Hears of every batch that is a log's newest. */
  readonly onNewest: (batch: Batch) => void;
  /** Hears of a log whose stream has nothing. */
  readonly onArchived: (log: LogKey, head: Head) => void;
}

/** Heads of logs: read from the stream's leader, and remembered for appends, which are told when they were moved. */
export class LogHeads {
  readonly #options: LogHeadsOptions;
  readonly #known: LRUCache<LogKey, KnownHead>;

  constructor(options: LogHeadsOptions) {
    this.#options = options;
    this.#known = new LRUCache({ max: options.logs });
  }

  /** What is known of a head and may be built on. */
  known(log: LogKey): KnownHead | undefined {
    const known = this.#known.get(log);
    const { believeMs, clock } = this.#options;
    if (known?.streamSeq === 0 && clock.monotonic() - known.learntAt >= believeMs) return undefined;
    return known;
  }

  async read(log: LogKey): Promise<KnownHead> {
    const { reader, archive } = this.#options;
    const learntAt = this.#options.clock.monotonic();
    const batch = await reader.last(log);
    if (batch !== undefined) return this.moved(batch);
    // Asked after the stream: what is trimmed there is here.
    const head = await archive.head(log);
    const known = { head, streamSeq: 0, learntAt };
    const other = this.#known.get(log);
    if ((other?.head ?? emptyHead).position <= head.position) this.#known.set(log, known);
    this.#options.onArchived(log, head);
    return known;
  }

  /** Notes a batch that is stored; an older one changes nothing. Answers with what it says. */
  moved(batch: Batch): KnownHead {
    const { log, head, streamSeq } = batch;
    const learnt = { head, streamSeq, learntAt: this.#options.clock.monotonic() };
    const known = this.#known.get(log);
    if (known === undefined || known.streamSeq < streamSeq) this.#known.set(log, learnt);
    this.#options.onNewest(batch);
    return learnt;
  }

  /** Position of the newest entry that this node has learnt of, however long ago; undefined: of none. */
  newest(log: LogKey): number | undefined {
    return this.#known.peek(log)?.head.position;
  }

  forget(log: LogKey): void {
    this.#known.delete(log);
  }
}
