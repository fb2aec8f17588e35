import type { SqlRow, SqlValue } from '../sql/statement.ts';
import type { SqlDriver } from './sql-driver.ts';

const batchSize = 50;

/** The places of a batch in a statement: `… in (${batch})`. Statements stay constant however many keys there are. */
export const batch = Array.from({ length: batchSize }, () => '?').join(', ');

/** Reads rows for any number of distinct values; a statement takes `first`, then one batch. */
export async function readBatches(
  driver: SqlDriver,
  sql: string,
  first: readonly SqlValue[],
  values: Iterable<SqlValue>,
): Promise<SqlRow[]> {
  const distinct = [...new Set(values)];
  const rows: SqlRow[] = [];
  for (let at = 0; at < distinct.length; at += batchSize) {
    const part = distinct.slice(at, at + batchSize);
    while (part.length < batchSize) part.push(null);
    rows.push(...(await driver.read(sql, [...first, ...part])));
  }
  return rows;
}
