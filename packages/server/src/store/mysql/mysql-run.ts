import type { PoolConnection } from 'mysql2/promise';
import type { SqlRow, Statement } from '../../sql/statement.ts';
import type { Written } from '../sql-driver.ts';
import { mergedStatements } from './merged-statements.ts';
import { run } from './mysql-pool.ts';

/** Runs the statements of a write in an open transaction; `unmet`: it is to be taken back. */
export async function runAll(connection: PoolConnection, statements: readonly Statement[]): Promise<Written> {
  const changes: number[] = [];
  const rows: (readonly SqlRow[])[] = [];
  const locked = new Set<string>();
  for (const { lock, main, rows: selecting, must, count, isExact } of mergedStatements(statements)) {
    if (lock !== undefined && !locked.has(nameOf(lock))) {
      await run(connection, lock);
      locked.add(nameOf(lock));
    }
    const met = (await run(connection, main)).changes;
    if (met === 0 && must === 'change') return { kind: 'unmet' };
    const selected = selecting === undefined ? [] : (await run(connection, selecting)).rows;
    for (let each = 0; each < count; each++) {
      changes.push(isExact ? met / count : met);
      rows.push(selected);
    }
  }
  return { kind: 'done', changes, rows };
}

/** The same for the same rows, in whatever order they are given. */
function nameOf(lock: Statement): string {
  return `${lock.sql} ${lock.values.toSorted()}`;
}
