import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Up to which sequence of the log a data folder's search index has come. */
export function indexCheckpoint(data: string): number {
  return numberIn(join(data, 'search.db'), 'select checkpoint as value from progress');
}

/** The newest sequence of a data folder's log. */
export function newestSeq(data: string): number {
  return numberIn(join(data, 'parley.db'), 'select coalesce(max(seq), 0) as value from entry');
}

function numberIn(file: string, sql: string): number {
  const connection = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(connection.prepare(sql).get()?.value);
  } finally {
    connection.close();
  }
}
