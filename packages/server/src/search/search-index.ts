import type { TailPlace } from '../log/log.ts';

/**
 * Finds messages by any part of their text.
 *
 * To the tailer that drives it, the index promises that `apply` and `fill` are atomic with the checkpoint: whatever happens to
 * the process or the machine, the documents it holds are those of its checkpoint, so the tailer goes on from there;
 * replaying is harmless (SEARCH7, SEARCH8). The newest batches may be forgotten by a power loss, documents and
 * checkpoint together: the log has them. An engine without transactions may, after a batch was cut short, be ahead of
 * its checkpoint by a part of that batch until it is replayed, never behind (SEARCH13).
 *
 * To whoever searches, it promises exactness as of the checkpoint: a document matches when `normalise(query)` is a
 * substring of `normalise(text)`, for every query of one character or more, and nothing else does (SEARCH1). That
 * is the engine's duty, however it finds candidates, and the contract suite compares it with reading every text.
 *
 * Freshness is the caller's duty: the index lags behind the log, so a hit may have been edited or deleted since.
 * `searchCurrentTexts` compares hits with the texts as they are now and is how features search (SEARCH5).
 *
 * Where the log has several tails, each has a checkpoint of its own, and several processes may write, each its tails;
 * documents of different tails do not wait for each other.
 *
 * What breaks it: two writers on one index that cannot bear it (the embedded one); sequences used for two messages;
 * a log restored from a backup under the same index without `clear`.
 */
export interface SearchIndex extends AsyncDisposable {
  /**
   * Stores, replaces and removes documents of one tail in the order given and sets its checkpoint, all or nothing (but
   * for SEARCH13). Throws when the checkpoint was not set; the same call may be tried again. Throws a RangeError for a
   * tail that the engine does not keep.
   */
  apply(documents: readonly SearchDocument[], reached: Reached): Promise<void>;
  /** The sequence of a tail up to which everything is indexed; 0 when the index is new or must be rebuilt. */
  checkpoint(tail: number): Promise<number>;
  /**
   * Matches in the given logs, newest first: in one log by sequence, in several by (`at`, sequence). An engine that has
   * one tail only orders by sequence, which is the order in which all became true. A log that has no documents adds nothing.
   */
  matches(request: MatchRequest): Promise<Matches>;
  /** The exact number of matches in the given logs. */
  count(request: SearchScope): Promise<number>;
  /** Forgets everything: checkpoints 0. For a log that was restored from a backup. */
  clear(): Promise<void>;
}

/** An index that was given a source of documents. */
export interface FillingIndex extends SearchIndex {
  /**
   * Takes what up to so many entries of the source behind the checkpoint say, as `apply` does, and answers the new
   * checkpoint of tail 0; the old one when there was nothing.
   */
  fill(entries: number): Promise<number>;
}

/** How far documents bring the index in one tail. */
export interface Reached extends TailPlace {
  /** The checkpoint they follow on: an index that another process has emptied or replaced meanwhile, and that does not come so far, is not written on (SEARCH14). */
  readonly after?: number;
}

/** What orders matches. */
export interface MatchPlace {
  readonly seq: number;
  /** Its document's `at`; 0 from an engine that orders by sequence alone, which does not look at it. */
  readonly at: number;
}

export interface SearchDocument {
  /** Log sequence of the entry that created the message: unique, and greater for newer messages of one tail. */
  readonly seq: number;
  /** When that entry was made, in milliseconds since 1970: orders messages of different tails. */
  readonly at: number;
  /** Key of the chat's log. */
  readonly log: number;
  /** The text as written, before normalising; null removes the document (a deleted message). */
  readonly text: string | null;
}

export interface SearchScope {
  readonly logs: readonly number[];
  /** As typed, before normalising; an empty one throws a RangeError. */
  readonly query: string;
}

export interface MatchRequest extends SearchScope {
  /** Only matches that come after this one. */
  readonly before?: MatchPlace;
  /** Leaves out so many of the newest matches, for page numbers. */
  readonly skip?: number;
  readonly limit: number;
}

export interface Matches {
  /** Newest first. */
  readonly seqs: readonly number[];
  /** The last of them, when older matches are left. */
  readonly next?: MatchPlace;
}
