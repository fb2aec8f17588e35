import type { SqlValue, Statement } from '../../sql/statement.ts';
import { WriteFailure } from '../../sql/write-failure.ts';
import type { Database } from '../../sqlite/database.ts';
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
  type Tail,
  type TailPlace,
} from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { entryFromRow, pushRow } from './entry-row.ts';
import { logQueries } from './log-queries.ts';
import { RetryIndex, type RetryIndexOptions } from './retry-index.ts';
import { SqliteLogReader } from './sqlite-log-reader.ts';

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
export class SqliteLog extends SqliteLogReader implements Log {
  readonly epoch: string;
  readonly tails = 1;
  readonly #database: Database;
  readonly #derive: Derive;
  readonly #retries: RetryIndex;
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
    super(database);
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

  findRetry(key: RetryKey): undefined | Promise<StoredEntry | undefined> {
    const candidates = this.#retries.candidates(key);
    if (candidates.length === 0) return undefined;
    return this.entries(candidates).then((entries) => entries.find((entry) => hasKey(entry, key)));
  }

  /** One file has one order: all logs are of one tail. */
  openTail(): Tail {
    return {
      read: (afterSeq, limit) => this.readTail(afterSeq, limit),
      lastSeq: () => this.lastSeq(),
      behind: (seq) => this.lastSeq() - seq,
      onAppended: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
  }

  async end(log: LogKey): Promise<TailPlace> {
    return { tail: 0, seq: Number(this.#database.get(logQueries.end, [log])?.seq ?? 0) };
  }

  async ends(): Promise<readonly TailPlace[]> {
    return [{ tail: 0, seq: this.lastSeq() }];
  }

  /** Whatever another process appends to this file is told anyway. */
  async follow(): Promise<void> {}

  unfollow(): void {}

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
      done({ kind: 'appended', lastSeq: this.#noteAppended(append, result.firstSeq) });
    } else {
      // Another process appended, or what the store derives met a row it did not expect: see it, then decide anew.
      this.#retries.catchUp();
      done({ kind: 'conflict' });
    }
  }

  #noteAppended({ log, entries }: Append, firstSeq: number): number {
    if (firstSeq > this.#retries.knownSeq + 1) this.#retries.catchUp();
    let seq = firstSeq;
    for (const { author, label, clientId } of entries) {
      if (clientId !== undefined) this.#retries.add({ log, author, label, clientId }, seq);
      seq += 1;
    }
    const lastSeq = seq - 1;
    this.#retries.advance(lastSeq);
    if (firstSeq === this.#seenSeq + 1) this.#seenSeq = lastSeq;
    for (const listener of this.#listeners) listener(lastSeq);
    return lastSeq;
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
}

function hasKey(entry: StoredEntry, key: RetryKey): boolean {
  return (
    entry.log === key.log &&
    entry.author === key.author &&
    entry.label === key.label &&
    entry.clientId === key.clientId
  );
}
