import type { Archive } from '../archive.ts';
import type { RetryKey, StoredEntry } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { retryHash } from '../retry-hash.ts';
import type { DeletedText } from './deleted-text.ts';
import type { RecentBatches } from './recent-batches.ts';
import type { LogRetries, RetryMemory } from './retry-memory.ts';

export interface RetrySearchOptions {
  readonly memory: RetryMemory;
  readonly recent: RecentBatches;
  readonly archive: Archive;
  readonly deleted: Pick<DeletedText, 'eraseAny'>;
  /** The newest position of a log that this node has learnt; undefined: none. */
  newestKnown(log: LogKey): number | undefined;
  entries(seqs: readonly number[]): Promise<StoredEntry[]>;
}

/** How often the archive is asked for single keys of a log before all of the log's keys are fetched. */
const askedBeforeLoading = 3;
const page = 5000;
/** One log may take this share of the memory. */
const largestShare = 4;

/**
 * Finds entries by their retry keys (LOG5). Answers at once for a log whose keys are all in memory, which those of a
 * log are that is new or is written to again and again (LOG17).
 */
export class RetrySearch {
  readonly #options: RetrySearchOptions;
  readonly #loads = new Set<Promise<void>>();

  constructor(options: RetrySearchOptions) {
    this.#options = options;
  }

  find(key: RetryKey): undefined | Promise<StoredEntry | undefined> {
    const { memory, newestKnown } = this.#options;
    const retries = memory.get(key.log);
    const newest = newestKnown(key.log);
    const isComplete = retries?.floor === 0 && newest !== undefined && retries.top >= newest;
    if (retries === undefined || !isComplete) return this.#search(key);
    const seqs = seqsOf(retries, key);
    return seqs.length === 0 ? undefined : this.#among(key, seqs);
  }

  /** Resolves when nothing is fetched in the background any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#loads);
  }

  async #search(key: RetryKey): Promise<StoredEntry | undefined> {
    const { archive } = this.#options;
    const retries = await this.#upToDate(key.log);
    const found = await this.#among(key, seqsOf(retries, key));
    if (found !== undefined || retries.floor === 0) return found;
    retries.asked += 1;
    if (retries.asked >= askedBeforeLoading) this.#load(key.log, retries);
    const archived = await archive.findRetry(key);
    return archived && (await this.#options.deleted.eraseAny([archived]))[0];
  }

  async #among(key: RetryKey, seqs: readonly number[]): Promise<StoredEntry | undefined> {
    const entries = seqs.length === 0 ? [] : await this.#options.entries(seqs);
    return entries.find(
      ({ log, author, label, clientId }) =>
        log === key.log && author === key.author && label === key.label && clientId === key.clientId,
    );
  }

  /** What is remembered of a log, brought to its newest entry. */
  async #upToDate(log: LogKey): Promise<LogRetries> {
    const { memory, recent } = this.#options;
    const known = memory.get(log);
    const { batches, boundary } = await recent.gather(log, {
      isEnough: ({ first }) => known !== undefined && first - 1 <= known.top,
    });
    // Between what is remembered and what was gathered lies something that only the archive has.
    const goesOn = known !== undefined && known.top >= boundary.position;
    const retries = goesOn ? known : memory.begin(log, boundary.position);
    memory.change(retries, log, () => {
      for (const batch of batches) retries.take(batch);
    });
    return retries;
  }

  #load(log: LogKey, retries: LogRetries): void {
    if (retries.loading) return;
    retries.loading = true;
    const load = this.#loadAll(log, retries)
      // An archive that fails now is asked again for the next key.
      .catch(() => {})
      .finally(() => {
        retries.loading = false;
        this.#loads.delete(load);
      });
    this.#loads.add(load);
  }

  async #loadAll(log: LogKey, retries: LogRetries): Promise<void> {
    const { archive, memory } = this.#options;
    for (let after = 0; ; ) {
      const keys = await archive.retryHashes(log, after, page);
      memory.change(retries, log, () => retries.takeArchived(keys));
      if (retries.bytes > memory.maxBytes / largestShare) return;
      if (keys.length < page) break;
      after = keys.at(-1)?.position ?? after;
    }
    retries.floor = 0;
  }
}

function seqsOf(retries: LogRetries, key: RetryKey): number[] {
  const seqs: number[] = [];
  retries.keys.collect(retryHash(key), seqs);
  return seqs;
}
