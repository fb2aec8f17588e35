import mysql, { type TypedParameterValue } from 'mysql2';
import type { SqlRow, SqlValue } from '../../sql/statement.ts';

/** What a statement is handed for a value. Whole numbers go as such: as a fraction, `limit` refuses them. */
export function parameterOf(value: SqlValue): TypedParameterValue | string | number | Buffer | null {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return mysql.TypedParameter.BIGINT(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value as string | number | null;
}

/** A row as the port has it: bytes are a plain Uint8Array of their own. */
export function rowOf(row: Record<string, unknown>): SqlRow {
  for (const [column, value] of Object.entries(row)) {
    if (Buffer.isBuffer(value)) row[column] = Uint8Array.from(value);
  }
  return row as SqlRow;
}
