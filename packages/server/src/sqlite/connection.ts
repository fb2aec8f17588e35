import { DatabaseSync } from 'node:sqlite';

/** A connection that may write: WAL, and a commit returns only when the bytes are on the disk (LOG4). */
export function openWritable(path: string): DatabaseSync {
  const connection = new DatabaseSync(path);
  connection.exec(`
    pragma page_size = 8192;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma busy_timeout = 10000;
    pragma cache_size = -65536;
    pragma wal_autocheckpoint = 4000;
  `);
  return connection;
}

/** A connection that cannot write; it sees what is committed and never joins the writer's transaction. */
export function openReadable(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { readOnly: true });
  connection.exec('pragma busy_timeout = 10000; pragma cache_size = -32768; pragma query_only = on;');
  return connection;
}
