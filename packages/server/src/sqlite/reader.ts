import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SqlRow, SqlValue, Statement } from '../sql/statement.ts';
import { openReadable } from './connection.ts';

const cachedStatements = 500;

/** A read-only connection of the thread it is made in: it sees committed rows only and prepares a statement once. */
export class Reader {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#connection = openReadable(path);
  }

  all(sql: string, values: readonly SqlValue[]): SqlRow[] {
    return this.#prepared(sql).all(...values) as SqlRow[];
  }

  get(sql: string, values: readonly SqlValue[]): SqlRow | undefined {
    return this.#prepared(sql).get(...values) as SqlRow | undefined;
  }

  /** Rows of each statement, all from one state of the file. Runs in one go, so that no other read stands in it. */
  allTogether(statements: readonly Statement[]): SqlRow[][] {
    this.#connection.exec('begin');
    try {
      return statements.map(({ sql, values }) => this.all(sql, values));
    } finally {
      this.#connection.exec('commit');
    }
  }

  close(): void {
    this.#connection.close();
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
