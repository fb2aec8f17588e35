import type { Log, RetryKey, StoredEntry } from './log.ts';
import type { LogKey } from './log-key.ts';

/**
 * Where projectors store the entries of a replicated log, which keeps only the newest itself.
 *
 * What it answers ends at some position of each log, the same for all its reads and never further back than before;
 * up to there it is complete. An entry stands here no longer as it was when its message was deleted: its text is gone.
 */
export interface Archive
  extends Pick<Log, 'head' | 'read' | 'readBack' | 'readNumbersBelow' | 'readNumbersAbove' | 'entries'> {
  findRetry(key: RetryKey): Promise<StoredEntry | undefined>;
  /** Retry keys of a log behind a position, in order: at most so many. */
  retryHashes(log: LogKey, after: number, limit: number): Promise<ArchivedRetry[]>;
  /** Those of these messages of a log that were deleted. */
  deletedAmong(log: LogKey, numbers: readonly number[]): Promise<number[]>;
  /** Entries of a tail behind a sequence, in order. */
  readTail(tail: number, afterSeq: number, limit: number): Promise<StoredEntry[]>;
}

/** The hash of an entry's retry key. */
export interface ArchivedRetry {
  readonly position: number;
  readonly seq: number;
  readonly hash: number;
}
