import type { SqlRow, SqlValue, Statement } from '../sql/statement.ts';

/**
 * What the store needs of a SQL database.
 *
 * - `read` and `readOne` see committed rows only.
 * - `readTogether` answers all its statements from one state: nothing is committed between two of them (STORE6).
 * - `write` runs its statements together or not at all, and answers after they are durable. A violated
 *   constraint is an answer, not an exception: nothing was written. No room, or a database that fails, is thrown as
 *   WriteFailure (STORE4).
 */
export interface SqlDriver {
  read(sql: string, values: readonly SqlValue[]): Promise<SqlRow[]>;
  readOne(sql: string, values: readonly SqlValue[]): Promise<SqlRow | undefined>;
  readTogether(statements: readonly Statement[]): Promise<SqlRow[][]>;
  write(statements: readonly Statement[]): Promise<Written>;
}

export type Written =
  | {
      readonly kind: 'done';
      readonly changes: readonly number[];
      readonly rows: readonly (readonly SqlRow[])[];
    }
  | { readonly kind: 'constraint'; readonly message: string };
