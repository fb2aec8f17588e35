/** What a column holds and a parameter binds. */
export type SqlValue = string | number | bigint | null | Uint8Array;

export type SqlRow = Record<string, SqlValue>;

export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A statement with its values. */
export function statement(sql: string, ...values: SqlValue[]): Statement {
  return { sql, values };
}
