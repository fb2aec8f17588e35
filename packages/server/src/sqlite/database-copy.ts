import type { DatabaseSync } from 'node:sqlite';
import type { SqlRow, SqlValue, Statement } from '../sql/statement.ts';
import { openWritable } from './connection.ts';

/** A database that lies still: nobody else has it open, so it can be looked through and corrected in place. */
export class DatabaseCopy implements Disposable {
  readonly #connection: DatabaseSync;

  /** Throws when the file is no database. */
  constructor(path: string) {
    this.#connection = openWritable(path);
  }

  /** How many migrations have been run on it. */
  get schema(): number {
    return Number(this.get('pragma user_version')?.user_version);
  }

  /** What is wrong with its pages, rows and indexes; nothing when it is sound. */
  damage(): string[] {
    const rows = this.#connection.prepare('pragma integrity_check(5)').all() as SqlRow[];
    return rows.map((row) => String(row.integrity_check)).filter((text) => text !== 'ok');
  }

  get(sql: string, values: readonly SqlValue[] = []): SqlRow | undefined {
    return this.#connection.prepare(sql).get(...values) as SqlRow | undefined;
  }

  /** All of it or, when one fails, nothing. */
  change(statements: readonly Statement[]): void {
    this.#connection.exec('begin immediate');
    try {
      for (const { sql, values } of statements) this.#connection.prepare(sql).run(...values);
      this.#connection.exec('commit');
    } catch (error) {
      this.#connection.exec('rollback');
      throw error;
    }
  }

  /** Writes everything into the one file. */
  [Symbol.dispose](): void {
    this.#connection.close();
  }
}
