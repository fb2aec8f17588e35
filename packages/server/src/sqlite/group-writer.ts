import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SqlRow, Statement } from '../sql/statement.ts';
import {
  type AppendTask,
  entryColumns,
  type GroupOutcome,
  type WriteGroup,
  type WriteResult,
  type WriteTask,
} from './task.ts';
import { writerQueries } from './writer-queries.ts';

const cachedHeads = 100_000;
const cachedStatements = 500;
const constraintViolation = 19;
const diskFull = 13;
const takeBack = 'rollback to task; release task';

/** Newest position of a log and the append that put it there, as of a version of the file. */
interface KnownHead {
  readonly position: number;
  /** 0: not this writer's. */
  readonly append: number;
  readonly version: number;
}

/**
 * Runs a group of tasks in one transaction: one wait for the disk, however many wait for it (LOG4).
 * A task that fails a condition leaves no trace and does not disturb its neighbours; a group whose commit
 * fails leaves no trace at all.
 */
export class GroupWriter {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #insert: StatementSync;
  readonly #readHead: StatementSync;
  readonly #dataVersion: StatementSync;
  readonly #lastSeq: StatementSync;
  readonly #heads = new Map<number, KnownHead>();
  #seenVersion = -1;
  #nextSeq = 0;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#insert = connection.prepare(writerQueries.insertEntry);
    this.#readHead = connection.prepare(writerQueries.head);
    this.#dataVersion = connection.prepare(writerQueries.dataVersion);
    this.#lastSeq = connection.prepare(writerQueries.lastSeq);
  }

  write(group: WriteGroup): GroupOutcome {
    const began = performance.now();
    try {
      this.#connection.exec('begin immediate');
      this.#noticeOtherWriters();
      const results = group.tasks.map((task) => this.#run(task));
      this.#connection.exec('commit');
      return { id: group.id, results, commitMs: performance.now() - began };
    } catch (error) {
      return { id: group.id, ...this.#abandon(error) };
    }
  }

  /** Another process may have appended since the last group: what is remembered is then worthless. */
  #noticeOtherWriters(): void {
    const version = Number(this.#dataVersion.get()?.data_version);
    if (version === this.#seenVersion && this.#heads.size < cachedHeads) return;
    this.#seenVersion = version;
    if (this.#heads.size >= cachedHeads) this.#heads.clear();
    this.#nextSeq = Number(this.#lastSeq.get()?.seq) + 1;
  }

  #run(task: WriteTask): WriteResult {
    if (task.kind === 'append') return this.#append(task);
    return this.#atomically(() => this.#runStatements(task.statements));
  }

  #append(task: AppendTask): WriteResult {
    const head = this.#headOf(task.log);
    // What came before it did not succeed: the position it expects is there by somebody else's doing (LOG3).
    const isBroken = task.after !== 0 && task.after !== head.append;
    if (isBroken || head.position !== task.expected) return { kind: 'conflict', head: head.position };
    if (task.derived.length === 0) return this.#insertRows(task);
    const result = this.#atomically(() => {
      const appended = this.#insertRows(task);
      this.#runStatements(task.derived);
      return appended;
    });
    if (result.kind === 'constraint') this.#heads.delete(task.log);
    return result;
  }

  #headOf(log: number): KnownHead {
    const known = this.#heads.get(log);
    if (known?.version === this.#seenVersion) return known;
    const position = Number(this.#readHead.get(log)?.position ?? 0);
    // An entry never changes: where the position is still the same, it is still the entry of that append.
    const append = known?.position === position ? known.append : 0;
    const head = { position, append, version: this.#seenVersion };
    this.#heads.set(log, head);
    return head;
  }

  #insertRows(task: AppendTask): WriteResult {
    const width = entryColumns.length;
    const firstSeq = this.#nextSeq;
    const { rows } = task;
    for (let at = 0; at < rows.length; at += width) {
      this.#insert.run(this.#nextSeq++, ...rows.slice(at, at + width));
    }
    const position = task.expected + rows.length / width;
    this.#heads.set(task.log, { position, append: task.id, version: this.#seenVersion });
    return { kind: 'appended', firstSeq };
  }

  #runStatements(statements: readonly Statement[]): WriteResult {
    const changes: number[] = [];
    const rows: SqlRow[][] = [];
    for (const each of statements) {
      const [met, returned] = this.#runStatement(each);
      if (met === 0 && each.must === 'change') return { kind: 'unmet' };
      changes.push(met);
      rows.push(returned);
    }
    return { kind: 'done', changes, rows };
  }

  #runStatement({ sql, values }: Statement): [changes: number, rows: SqlRow[]] {
    const statement = this.#prepared(sql);
    if (!/\breturning\b/i.test(sql)) return [Number(statement.run(...values).changes), []];
    const returned = statement.all(...values) as SqlRow[];
    return [returned.length, returned];
  }

  #atomically(run: () => WriteResult): WriteResult {
    this.#connection.exec('savepoint task');
    const seqBefore = this.#nextSeq;
    try {
      const result = run();
      this.#connection.exec(result.kind === 'unmet' ? takeBack : 'release task');
      return result;
    } catch (error) {
      if ((sqliteCode(error) & 0xff) !== constraintViolation) throw error;
      this.#connection.exec(takeBack);
      this.#nextSeq = seqBefore;
      return { kind: 'constraint', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #abandon(error: unknown): { failure: 'full' | 'failed'; message: string } {
    this.#heads.clear();
    this.#seenVersion = -1;
    if (this.#connection.isTransaction) this.#connection.exec('rollback');
    const failure = (sqliteCode(error) & 0xff) === diskFull ? 'full' : 'failed';
    return { failure, message: error instanceof Error ? error.message : String(error) };
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= cachedStatements) this.#statements.clear();
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function sqliteCode(error: unknown): number {
  return typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 0;
}
