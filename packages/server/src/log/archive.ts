import type { Log, RetryKey, StoredEntry } from './log.ts';

/**
 * Where projectors store the entries of a replicated log, which keeps only the newest itself.
 *
 * What it answers ends at some position of each log, the same for all its reads and never further back than before;
 * up to there it is complete. An entry stands here no longer as it was when its message was deleted: its text is gone.
 */
export interface Archive
  extends Pick<Log, 'head' | 'read' | 'readBack' | 'readNumbersBelow' | 'readNumbersAbove' | 'entries'> {
  findRetry(key: RetryKey): Promise<StoredEntry | undefined>;
}
