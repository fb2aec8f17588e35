import { type EntryKindCode, isNumbered } from './entry-kind.ts';
import type { LogKey } from './log-key.ts';

/**
 * The log: the one place where something that happened becomes true.
 *
 * Guarantees, to every caller on every node:
 * - Positions of a log are 1, 2, 3 …; numbers of its numbered entries likewise; both are given and stored in one
 *   atomic step, so none is ever skipped, doubled or changed (LOG1, LOG2).
 * - `append` is compare-and-set on the log's head: of two that expect the same head one wins, the other is told
 *   where the head stands and stores nothing (LOG3).
 * - An outcome `appended` is given only when the entries survive the loss of the process and of power (LOG4).
 * - (log, sender, client_id) is found again for ever (LOG5).
 * - Entries never change. `seq` is an entry's own for ever; every log belongs to one tail, whose entries it orders as
 *   they became true; tailers follow tails (LOG6).
 *
 * What breaks it: an engine that acknowledges before it is durable, or assigns numbers apart from storing them.
 */
export interface Log extends AsyncDisposable {
  /** Changes when the log is restored from a backup. */
  readonly epoch: string;
  /** `done` is called once and later, in the order of the calls for one log. */
  append(append: Append, done: AppendDone): void;
  head(log: LogKey): Promise<Head>;
  /** Entries after a position, oldest first. */
  read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]>;
  /** Entries between two positions, newest first; all of them, or those a timeline tells (`spokenCodes`). */
  readBack(log: LogKey, span: Span): Promise<StoredEntry[]>;
  /** Numbered entries below a number, newest first. */
  readNumbersBelow(log: LogKey, number: number, limit: number): Promise<StoredEntry[]>;
  /** Numbered entries above a number, oldest first. */
  readNumbersAbove(log: LogKey, number: number, limit: number): Promise<StoredEntry[]>;
  /** Entries by sequence; a sequence that does not exist is left out. */
  entries(seqs: readonly number[]): Promise<StoredEntry[]>;
  /** How many tails there are: the same for ever, on every node. */
  readonly tails: number;
  /** One of the tails, 0 to `tails` − 1, for one reader. Costs nothing until it is read. */
  openTail(index: number): Tail;
  /** Where the newest entry of a log stands: what has come that far in its tail has seen all of the log. */
  end(log: LogKey): Promise<TailPlace>;
  /** Where every tail ends now: what is durable when this is asked stands before. */
  ends(): Promise<readonly TailPlace[]>;
  /** Answers at once where the key was surely never used, which is nearly always. */
  findRetry(key: RetryKey): undefined | Promise<StoredEntry | undefined>;
  /** From now on this node wants to hear what other nodes append to a log; resolves when it does. */
  follow(log: LogKey): Promise<void>;
  unfollow(log: LogKey): void;
  /**
   * Calls the listener, some time later, with entries that another process or node appended to a log that is followed;
   * those of one log in order. Some may be lost, and entries of logs that are not followed may be among them.
   */
  onForeign(listener: (entries: readonly StoredEntry[]) => void): () => void;
}

/** Many logs in one order, for those who derive something from all of them. */
export interface Tail extends AsyncDisposable {
  /** Entries after a sequence, in order. Empty: there is none yet. */
  read(afterSeq: number, limit: number): Promise<StoredEntry[]>;
  /** Sequence of the newest entry known to be durable; 0 for an empty tail. */
  lastSeq(): number;
  /** How much follows a sequence: entries, or batches of them where the engine counts those. */
  behind(seq: number): number;
  /** Calls the listener after entries became durable, with the newest sequence. */
  onAppended(listener: (lastSeq: number) => void): () => void;
}

export interface TailPlace {
  readonly tail: number;
  /** 0: the log is empty. */
  readonly seq: number;
}

/** Entries above one position and below another, so many at most. */
export interface Span {
  readonly after: number;
  readonly before: number;
  readonly limit: number;
  readonly spoken: boolean;
}

export interface Head {
  readonly position: number;
  /** The newest number given: how many numbered entries there are. */
  readonly number: number;
}

export const emptyHead: Head = { position: 0, number: 0 };

/** Consecutive entries for one log, placed right behind the head the appender expects; within `appendLimits`. */
export interface Append {
  readonly log: LogKey;
  readonly expected: Head;
  readonly entries: readonly PlacedEntry[];
}

/** An entry before it has its place. */
export interface Draft {
  readonly kind: EntryKindCode;
  /** Milliseconds since 1970, for people to read; nothing is ordered by it. */
  readonly at: number;
  /** Number of the message this entry is about, for entries that are not messages themselves. */
  readonly about?: number;
  /** Key of the user who did it. */
  readonly author?: number;
  /** What a device without an account called itself. */
  readonly label?: string;
  readonly clientId?: string;
  readonly content?: string;
  /** What the kind needs beyond that, as JSON. */
  readonly data?: string;
}

export interface PlacedEntry extends Draft {
  readonly log: LogKey;
  readonly position: number;
  /** Its own number where the kind is numbered, else the newest number given before it. */
  readonly number: number;
}

export interface StoredEntry extends PlacedEntry {
  readonly seq: number;
}

export type AppendOutcome =
  /** Durable; the last entry has this sequence, those before it the ones before that. */
  | { readonly kind: 'appended'; readonly lastSeq: number }
  | { readonly kind: 'conflict' }
  /** `failed` in a cluster: it may have been stored. Whoever repeats it looks for its retry key first (LOG14). */
  | { readonly kind: 'failed'; readonly reason: 'full' | 'failed'; readonly message: string };

export type AppendDone = (outcome: AppendOutcome) => void;

export interface RetryKey {
  readonly log: LogKey;
  readonly author?: number | undefined;
  readonly label?: string | undefined;
  readonly clientId: string;
}

/** Gives drafts the places they get behind a head. */
export function placeBehind(log: LogKey, head: Head, drafts: readonly Draft[]): PlacedEntry[] {
  let { position, number } = head;
  return drafts.map((draft) => {
    position += 1;
    if (isNumbered(draft.kind)) number += 1;
    return { ...draft, log, position, number };
  });
}
