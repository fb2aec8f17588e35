/** What a column holds and a parameter binds. */
export type SqlValue = string | number | bigint | null | Uint8Array;

export type SqlRow = Record<string, SqlValue>;

export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/**
 * What the store needs of a SQL database.
 *
 * - `read` and `readOne` see committed rows only.
 * - `write` runs its statements together or not at all, and answers after they are durable. A violated
 *   constraint is an answer, not an exception: nothing was written.
 */
export interface SqlDriver {
  read(sql: string, values: readonly SqlValue[]): Promise<SqlRow[]>;
  readOne(sql: string, values: readonly SqlValue[]): Promise<SqlRow | undefined>;
  write(statements: readonly Statement[]): Promise<Written>;
}

export type Written =
  | {
      readonly kind: 'done';
      readonly changes: readonly number[];
      readonly rows: readonly (readonly SqlRow[])[];
    }
  | { readonly kind: 'constraint'; readonly message: string };

/** A statement with its values. */
export function statement(sql: string, ...values: SqlValue[]): Statement {
  return { sql, values };
}
