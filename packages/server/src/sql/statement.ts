/** What a column holds and a parameter binds. */
export type SqlValue = string | number | bigint | null | Uint8Array;

export type SqlRow = Record<string, SqlValue>;

export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** Meets a row, or nothing of its write happens. */
  readonly must?: 'change';
}

/** A statement with its values. */
export function statement(sql: string, ...values: SqlValue[]): Statement {
  return { sql, values };
}

/** A condition of the write that it stands in: where it meets no row, nothing of that write happens. */
export function condition(sql: string, ...values: SqlValue[]): Statement {
  return { sql, values, must: 'change' };
}
