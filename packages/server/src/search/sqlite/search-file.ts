import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Raised when words or tables change: an older file is thrown away and filled again from the log. */
const layout = 1;
const notADatabase = 26;
const corrupt = 11;

/**
 * `document` keeps normalised texts to verify candidates and say their log; `gram` finds candidates. Rows of both
 * have the message's log sequence for their key.
 */
export const searchSchema = `
  create table document (seq integer primary key, log integer not null, text text not null) strict;
  create table progress (id integer primary key check (id = 1), checkpoint integer not null) strict;
  insert into progress (id, checkpoint) values (1, 0);
  create virtual table gram using fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '1 2'
  );
  insert into gram (gram, rank) values ('hashsize', 16777216);
  pragma user_version = ${layout};
`;

/**
 * Opens the index's file, or an empty one in place of a file that is damaged or of another layout. The log can
 * always fill it again, so commits do not wait for the disk; deleted texts are overwritten.
 */
export function openSearchFile(path: string): DatabaseSync {
  const connection = openSound(path);
  if (connection !== null && layoutOf(connection) === layout) return connection;
  const replaceable = connection === null || isOurs(connection);
  connection?.close();
  if (!replaceable)
    throw new Error(`${path} is another database, not a search index; give the index a file of its own`);
  return createSearchFile(path);
}

function createSearchFile(path: string): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  const connection = connect(path);
  connection.exec(`begin; ${searchSchema} commit;`);
  return connection;
}

function connect(path: string): DatabaseSync {
  const connection = new DatabaseSync(path);
  try {
    connection.exec(`
      pragma journal_mode = wal;
      pragma synchronous = normal;
      pragma busy_timeout = 10000;
      pragma cache_size = -32768;
      pragma secure_delete = on;
    `);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The file, or null when its damage shows at once; looking at all of it would take long. */
function openSound(path: string): DatabaseSync | null {
  let connection: DatabaseSync | null = null;
  try {
    connection = connect(path);
    if (layoutOf(connection) === layout) connection.prepare('select max(rowid) from gram');
    return connection;
  } catch (error) {
    connection?.close();
    if (!isDamage(error)) throw error;
    return null;
  }
}

/** Whether a database is an index of some layout, or empty: what may be replaced. */
function isOurs(connection: DatabaseSync): boolean {
  const tables = connection
    .prepare("select count(*) as n, sum(name = 'gram') as ours from sqlite_schema")
    .get();
  return tables?.n === 0 || Number(tables?.ours) > 0;
}

function layoutOf(connection: DatabaseSync): number {
  return Number(connection.prepare('pragma user_version').get()?.user_version);
}

/** Whether an error of SQLite means that the file is not, or no longer, a sound database. */
export function isDamage(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : 0;
  return (code & 0xff) === notADatabase || (code & 0xff) === corrupt;
}
