import type { SqlRow, SqlValue, Statement } from '../sql/statement.ts';
import { WriteFailure } from '../sql/write-failure.ts';
import { migrate } from './migrate.ts';
import { Reader } from './reader.ts';
import type { GroupOutcome, WriteResult, WriteTask } from './task.ts';
import { type OpenWriter, openWriterThread, type Writer } from './writer.ts';

export type WriteDone = (result: WriteResult | WriteFailure) => void;

interface Waiting {
  readonly tasks: WriteTask[];
  readonly done: WriteDone[];
}

/**
 * Groups that the writer has at a time: while one waits for the disk the next is there already, so that the writer never
 * waits for this thread. More would only make groups smaller.
 */
const groupsAhead = 2;

/** Called after each commit with the number of tasks in it and its duration. */
export type CommitObserver = (tasks: number, commitMs: number) => void;

/**
 * The one SQLite file that the embedded log and store share.
 *
 * Writes: one worker thread, one connection, one transaction a group; `write` answers after the commit and in
 * the order of the calls. Reads: this thread's own read-only connection, which sees committed rows only, so no
 * caller ever stands inside another's transaction (STORE1).
 */
export class Database implements AsyncDisposable {
  readonly #reader: Reader;
  readonly #writer: Writer;
  #ended: Promise<void> | undefined;
  readonly #observe: CommitObserver;
  #waiting: Waiting = { tasks: [], done: [] };
  /** Callers of each group that the writer has, the oldest first. */
  readonly #running: WriteDone[][] = [];
  #flushPlanned = false;
  #groups = 0;
  #closed = false;
  #drained: (() => void) | null = null;

  private constructor(path: string, observe: CommitObserver, openWriter: OpenWriter) {
    this.#observe = observe;
    this.#writer = openWriter(path, {
      wrote: (outcome) => this.#finish(outcome),
      failed: (error) => this.#loseWriter(error),
    });
    this.#reader = new Reader(path);
  }

  /** Opens or creates the file and brings its schema up to date. */
  static open(
    path: string,
    migrations: readonly string[],
    observe: CommitObserver = () => {},
    openWriter: OpenWriter = openWriterThread,
  ): Database {
    migrate(path, migrations);
    return new Database(path, observe, openWriter);
  }

  /** Hands a task to the writer; `done` is called once, after the commit that holds it or its failure. */
  submit(task: WriteTask, done: WriteDone): void {
    if (this.#closed) {
      queueMicrotask(() => done(new WriteFailure('failed', 'the database is closed')));
      return;
    }
    this.#waiting.tasks.push(task);
    this.#waiting.done.push(done);
    if (this.#running.length < groupsAhead && !this.#flushPlanned) {
      this.#flushPlanned = true;
      setImmediate(() => this.#flush());
    }
  }

  /** As `submit`, for callers that can wait; throws WriteFailure. */
  write(task: WriteTask): Promise<WriteResult> {
    return new Promise((resolve, reject) => {
      this.submit(task, (result) => (result instanceof WriteFailure ? reject(result) : resolve(result)));
    });
  }

  all(sql: string, values: readonly SqlValue[]): SqlRow[] {
    return this.#reader.all(sql, values);
  }

  get(sql: string, values: readonly SqlValue[]): SqlRow | undefined {
    return this.#reader.get(sql, values);
  }

  /** Rows of each statement, all from one state of the file. */
  allTogether(statements: readonly Statement[]): SqlRow[][] {
    return this.#reader.allTogether(statements);
  }

  /** Writes what waits, then closes both connections. */
  close(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #end(): Promise<void> {
    this.#closed = true;
    if (this.#running.length > 0 || this.#waiting.tasks.length > 0) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    // The writer's connection is the last one: closing it empties the write-ahead log.
    this.#reader.close();
    await this.#writer.close();
  }

  #flush(): void {
    this.#flushPlanned = false;
    if (this.#running.length >= groupsAhead || this.#waiting.tasks.length === 0) return;
    const { tasks, done } = this.#waiting;
    this.#waiting = { tasks: [], done: [] };
    this.#running.push(done);
    this.#writer.write({ id: ++this.#groups, tasks });
  }

  #finish(outcome: GroupOutcome): void {
    if ('failure' in outcome) return this.#fail(new WriteFailure(outcome.failure, outcome.message));
    const done = this.#running.shift() ?? [];
    // The next group starts before this one's callers are told: the disk never waits for them.
    this.#flush();
    this.#observe(outcome.results.length, outcome.commitMs);
    outcome.results.forEach((result, index) => {
      done[index]?.(result);
    });
    this.#noticeDrained();
  }

  #fail(failure: WriteFailure): void {
    for (const call of this.#running.shift() ?? []) call(failure);
    this.#flush();
    this.#noticeDrained();
  }

  #loseWriter(error: unknown): void {
    this.#closed = true;
    const failure = new WriteFailure('failed', error instanceof Error ? error.message : String(error));
    const lost = [...this.#running.splice(0), this.#waiting.done];
    this.#waiting = { tasks: [], done: [] };
    for (const call of lost.flat()) call(failure);
    this.#noticeDrained();
  }

  #noticeDrained(): void {
    if (this.#running.length === 0 && this.#waiting.tasks.length === 0) this.#drained?.();
  }
}
