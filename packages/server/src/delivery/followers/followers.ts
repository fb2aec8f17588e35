import type { PlacedEntry } from '../../log/log.ts';
import type { IndexProgress } from './index-progress.ts';

/** What follows the log behind the senders' backs: counts, the index, in a cluster the whole store. */
export interface Followers extends AsyncDisposable {
  /** Entries this node has just committed; the last one has the sequence given. */
  heard(entries: readonly PlacedEntry[], lastSeq: number): void;
  readonly indexed: IndexProgress;
  /** Resolves when everything that is durable now is counted. */
  counted(): Promise<void>;
}
