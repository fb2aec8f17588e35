import type { Archive } from '../archive.ts';
import { isNumbered } from '../entry-kind.ts';
import { emptyHead, type Head } from '../log.ts';
import { chatOf, type LogKey } from '../log-key.ts';
import type { BatchCache } from './batch-cache.ts';
import type { Batch } from './batch-codec.ts';
import type { LogHeads } from './log-heads.ts';
import type { StreamReader } from './stream-reader.ts';

export interface RecentBatchesOptions {
  readonly reader: StreamReader;
  readonly cache: BatchCache;
  readonly archive: Archive;
  readonly heads: LogHeads;
}

/** How far back a reader must go. */
export interface Wanted {
  /** Asked once for each batch, newest first: whether nothing before it is wanted. */
  isEnough(oldest: Batch): boolean;
}

export interface Recent {
  /** Without a hole, oldest first, up to the log's newest. */
  readonly batches: readonly Batch[];
  /** The head behind which they begin: all up to there is in the archive, and nothing where it is 0. */
  readonly boundary: Head;
}

/** So many batches that are at hand are walked before the archive is asked whether it has them. */
const walkedUnasked = 64;

/**
 * The newest part of a log, walked back from its newest batch: each names the one before. What the archive has is not
 * walked; an archive that cannot be asked is not missed where the stream has all that is wanted (LOG15). All that the
 * archive does not have is walked wherever that may have deleted something of what it has (LOG20).
 */
export class RecentBatches {
  readonly #options: RecentBatchesOptions;

  constructor(options: RecentBatchesOptions) {
    this.#options = options;
  }

  async gather(log: LogKey, wanted: Wanted): Promise<Recent> {
    const { reader, archive, heads } = this.#options;
    const last = await reader.last(log);
    if (last === undefined) return { batches: [], boundary: (await heads.read(log)).head };
    heads.moved(last);
    const archived = once(() => archive.head(log));
    const batches = [last];
    for (let oldest = last; oldest.first > 1 && !wanted.isEnough(oldest); ) {
      const atHand = batches.length % walkedUnasked === 0 ? undefined : this.#cached(oldest);
      const before = atHand ?? (await this.#walk(oldest, archived));
      if (before === undefined) break;
      assertBefore(before, oldest);
      batches.push(before);
      oldest = before;
    }
    return { batches: batches.reverse(), boundary: boundaryOf(batches[0]) };
  }

  #cached({ partition, previous }: Batch): Batch | undefined {
    return previous === 0 ? undefined : this.#options.cache.get(partition, previous);
  }

  /** The batch before; undefined: it and all before it are in the archive. */
  async #walk(oldest: Batch, archived: () => Promise<Head>): Promise<Batch | undefined> {
    const end = await archived().catch(() => undefined);
    if (end !== undefined && end.position >= oldest.first - 1) return undefined;
    const { reader, archive } = this.#options;
    const before = oldest.previous === 0 ? undefined : await reader.at(oldest.partition, oldest.previous);
    if (before !== undefined) return before;
    // It was trimmed, so it is in the archive by now.
    const now = await archive.head(oldest.log);
    if (now.position < oldest.first - 1) throw new Error(hole(oldest));
    return undefined;
  }
}

/** The head behind which a batch begins. */
export function boundaryOf(batch: Batch | undefined): Head {
  const first = batch?.entries()[0];
  if (first === undefined) return emptyHead;
  const number = isNumbered(first.kind) ? first.number - 1 : first.number;
  return { position: first.position - 1, number };
}

function assertBefore(before: Batch, oldest: Batch): void {
  if (before.log !== oldest.log || before.head.position !== oldest.first - 1) throw new Error(hole(oldest));
}

function hole({ log, first }: Batch): string {
  return `log ${log} (chat ${chatOf(log)}) has nothing before position ${first}, neither in its stream nor in the archive`;
}

function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
