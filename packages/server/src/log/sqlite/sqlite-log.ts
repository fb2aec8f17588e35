import type { SqlValue, Statement } from '../../sql/statement.ts';
import { type Database, WriteFailure } from '../../sqlite/database.ts';
import type { WriteResult } from '../../sqlite/task.ts';
import {
  type Append,
  type AppendDone,
  emptyHead,
  type Head,
  type Log,
  type PlacedEntry,
  type RetryKey,
  type StoredEntry,
} from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { entryFromRow, pushRow } from './entry-row.ts';
import { logQueries } from './log-queries.ts';
import { RecentEntries } from './recent-entries.ts';
import { RetryIndex, type RetryIndexOptions } from './retry-index.ts';

/** What the store derives from an entry, to happen in the entry's own transaction. */
export type Derive = (entry: PlacedEntry) => readonly Statement[];

export interface SqliteLogOptions {
  readonly derive?: Derive;
  readonly retries?: RetryIndexOptions;
}

/** How often entries of another process (the parley command) are looked for, and how many at a time. */
const foreignEveryMs = 1000;
const foreignAtOnce = 1000;

interface UnderWay {
  readonly id: number;
  readonly root: number;
}

const nothingDerived: Derive = () => [];

/** The log in one SQLite file: appends through the writer thread, reads on this thread's connection. */
export class SqliteLog implements Log {
  readonly epoch: string;
  readonly #database: Database;
  readonly #derive: Derive;
  readonly #retries: RetryIndex;
  readonly #recent = new RecentEntries();
  readonly #listeners = new Set<(lastSeq: number) => void>();
  readonly #foreignListeners = new Set<(entries: readonly StoredEntry[]) => void>();
  #watch: NodeJS.Timeout | undefined;
  /** The newest append of each log that is not answered yet, and the first of those it was built on. */
  readonly #underWay = new Map<LogKey, UnderWay>();
  #lastAppend = 0;
  #appending = 0;
  /** Entries up to here were appended here, or were told to the listeners of foreign ones. */
  #seenSeq: number;

  constructor(database: Database, options: SqliteLogOptions = {}) {
    this.#database = database;
    this.#derive = options.derive ?? nothingDerived;
    this.#retries = new RetryIndex(database, options.retries);
    this.epoch = String(database.get(logQueries.epoch, [])?.value);
    this.#seenSeq = this.lastSeq();
  }

  append(append: Append, done: AppendDone): void {
    const rows: SqlValue[] = [];
    let derived: Statement[] | undefined;
    for (const entry of append.entries) {
      pushRow(rows, entry);
      const statements = this.#derive(entry);
      if (statements.length > 0) derived = [...(derived ?? []), ...statements];
    }
    const { log, expected } = append;
    const id = ++this.#lastAppend;
    const before = this.#underWay.get(log);
    const root = before?.root ?? id;
    const after = before?.id ?? 0;
    this.#underWay.set(log, { id, root });
    this.#appending += 1;
    this.#database.submit(
      { kind: 'append', log, expected: expected.position, id, after, rows, derived: derived ?? [] },
      (result) => {
        this.#noteAnswered(log, { id, root }, !('kind' in result) || result.kind !== 'appended');
        this.#finish(append, result, done);
      },
    );
  }

  async head(log: LogKey): Promise<Head> {
    const row = this.#database.get(logQueries.head, [log]);
    // Whoever appends behind this head must know the keys before it, whichever process brought them (LOG5).
    this.#retries.catchUp();
    return row === undefined ? emptyHead : { position: row.position as number, number: row.number as number };
  }

  async read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]> {
    return this.#database.all(logQueries.readAfter, [log, after, limit]).map(entryFromRow);
  }

  async readNumbersBelow(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = this.#positionOf(log, number) - 1;
    return this.#database.all(logQueries.numberedDown, [log, from, limit]).map(entryFromRow);
  }

  async readNumbersAbove(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = this.#positionOf(log, number + 1);
    return this.#database.all(logQueries.numberedUp, [log, from, limit]).map(entryFromRow);
  }

  async tail(afterSeq: number, limit: number): Promise<StoredEntry[]> {
    const recent = this.#recent.after(afterSeq, limit);
    return recent ?? this.#database.all(logQueries.tail, [afterSeq, limit]).map(entryFromRow);
  }

  async entries(seqs: readonly number[]): Promise<StoredEntry[]> {
    return seqs.flatMap((seq) => this.#database.all(logQueries.bySeq, [seq])).map(entryFromRow);
  }

  lastSeq(): number {
    return Number(this.#database.get(logQueries.lastSeq, [])?.seq);
  }

  findRetry(key: RetryKey): undefined | Promise<StoredEntry | undefined> {
    const candidates = this.#retries.candidates(key);
    if (candidates.length === 0) return undefined;
    return this.entries(candidates).then((entries) => entries.find((entry) => hasKey(entry, key)));
  }

  onAppended(listener: (lastSeq: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onForeign(listener: (entries: readonly StoredEntry[]) => void): () => void {
    this.#foreignListeners.add(listener);
    this.#watch ??= setInterval(() => this.#noticeForeign(), foreignEveryMs).unref();
    return () => this.#foreignListeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#watch);
    await this.#retries.settle();
  }

  #finish(append: Append, result: WriteResult | WriteFailure, done: AppendDone): void {
    this.#appending -= 1;
    if (result instanceof WriteFailure) {
      done({ kind: 'failed', reason: result.reason, message: result.message });
    } else if (result.kind === 'appended') {
      done({ kind: 'appended', entries: this.#noteAppended(append, result.firstSeq) });
    } else {
      // Another process appended, or what the store derives met a row it did not expect: see it, then decide anew.
      this.#retries.catchUp();
      done({ kind: 'conflict' });
    }
  }

  #noteAppended(append: Append, firstSeq: number): StoredEntry[] {
    if (firstSeq > this.#retries.knownSeq + 1) this.#retries.catchUp();
    const entries = append.entries.map((entry, index) => ({ ...entry, seq: firstSeq + index }));
    for (const entry of entries) {
      const { log, author, label, clientId } = entry;
      if (clientId !== undefined) this.#retries.add({ log, author, label, clientId }, entry.seq);
    }
    this.#recent.add(entries);
    const lastSeq = firstSeq + entries.length - 1;
    this.#retries.advance(lastSeq);
    if (firstSeq === this.#seenSeq + 1) this.#seenSeq = lastSeq;
    for (const listener of this.#listeners) listener(lastSeq);
    return entries;
  }

  /** After a failure nothing more is built on what it brought down; what is called next stands by itself. */
  #noteAnswered(log: LogKey, answered: UnderWay, failed: boolean): void {
    const newest = this.#underWay.get(log);
    if (newest === undefined) return;
    const isGone = failed ? newest.root === answered.root : newest.id === answered.id;
    if (isGone) this.#underWay.delete(log);
  }

  /** Looks for entries of other processes while none of our own is on its way, so that the two are not mixed up. */
  #noticeForeign(): void {
    if (this.#appending > 0) return;
    const entries = this.#database.all(logQueries.tail, [this.#seenSeq, foreignAtOnce]).map(entryFromRow);
    const last = entries.at(-1);
    if (last === undefined) return;
    this.#seenSeq = last.seq;
    this.#retries.catchUp();
    for (const listener of this.#foreignListeners) listener(entries);
    for (const listener of this.#listeners) listener(last.seq);
  }

  /**
   * Where a number stands, or would stand: the first position whose running number reaches it. A number's
   * position is at least the number; each entry without a number before it pushes it one further, so the answer
   * lies in a range as wide as there are such entries and is found by halving it (LOG7).
   */
  #positionOf(log: LogKey, number: number): number {
    const row = this.#database.get(logQueries.head, [log]);
    if (row === undefined || number > (row.number as number)) return ((row?.position as number) ?? 0) + 1;
    let low = Math.max(1, number);
    let high = low + (row.position as number) - (row.number as number);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#numberAt(log, middle) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #numberAt(log: LogKey, position: number): number {
    return this.#database.get(logQueries.numberAt, [log, position])?.number as number;
  }
}

function hasKey(entry: StoredEntry, key: RetryKey): boolean {
  return (
    entry.log === key.log &&
    entry.author === key.author &&
    entry.label === key.label &&
    entry.clientId === key.clientId
  );
}
