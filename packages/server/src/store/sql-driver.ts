import type { SqlRow, SqlValue, Statement } from '../sql/statement.ts';

/**
 * What the store needs of a SQL database. Statements come in SQLite's words; an engine of another dialect finds its own
 * by them in queries/.
 *
 * - `read` and `readOne` see committed rows only.
 * - `readTogether` answers all its statements from one state: nothing is committed between two of them (STORE6).
 * - `write` runs its statements together or not at all, and answers after they are durable. A violated
 *   constraint is an answer, not an exception: nothing was written (STORE8). No room, or a database that fails, is
 *   thrown as WriteFailure (STORE4); of one that went away during the commit the failure says that the outcome is
 *   open (STORE11). Of writes that are under way at once, any may be first.
 * - A statement that must change something and meets no row takes its whole write back: `unmet` (STORE14).
 * - `changes` has how many rows each statement met. Of one that inserts or updates, only whether it is 0; of updates in a
 *   row of one text, possibly how many they met together.
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
  | { readonly kind: 'constraint'; readonly message: string }
  | { readonly kind: 'unmet' };
