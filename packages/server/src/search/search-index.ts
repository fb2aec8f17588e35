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
 * What breaks it: two writers on one index; sequences used for two messages; a log restored from a backup under
 * the same index without `clear`.
 */
export interface SearchIndex extends AsyncDisposable {
  /**
   * Stores, replaces and removes documents in the order given and sets the checkpoint, all or nothing (but for
   * SEARCH13). Throws when the checkpoint was not set; the same call may be tried again.
   */
  apply(documents: readonly SearchDocument[], checkpoint: number): Promise<void>;
  /** The log sequence up to which everything is indexed; 0 when the index is new or must be rebuilt. */
  checkpoint(): Promise<number>;
  /** Matches in the given logs, newest first. A log that has no documents adds nothing. */
  matches(request: MatchRequest): Promise<Matches>;
  /** The exact number of matches in the given logs. */
  count(request: SearchScope): Promise<number>;
  /** Forgets everything: checkpoint 0. For a log that was restored from a backup. */
  clear(): Promise<void>;
}

/** An index that was given a source of documents. */
export interface FillingIndex extends SearchIndex {
  /**
   * Takes what up to so many entries of the source behind the checkpoint say, as `apply` does, and answers the new
   * checkpoint; the old one when there was nothing.
   */
  fill(entries: number): Promise<number>;
}

export interface SearchDocument {
  /** Global log sequence of the entry that created the message: unique, and greater for newer messages. */
  readonly seq: number;
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
  /** Only matches with a smaller sequence. */
  readonly before?: number;
  /** Leaves out so many of the newest matches, for page numbers. */
  readonly skip?: number;
  readonly limit: number;
}

export interface Matches {
  /** Descending. */
  readonly seqs: readonly number[];
  /** Whether no older match is left. */
  readonly exhausted: boolean;
}
