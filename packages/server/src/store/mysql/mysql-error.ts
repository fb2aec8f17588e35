/** What an error of the database means for the write that met it. */
export type MysqlFault =
  /** Another write stood in the way; this one was taken back and may be run again. */
  | 'conflict'
  /** The connection is gone, and with it whatever was not committed. */
  | 'lost'
  | 'constraint'
  | 'full'
  | 'failed';

/** By number, which MySQL, MariaDB and TiDB keep; names differ. */
const faults: ReadonlyMap<number, MysqlFault> = new Map([
  [1205, 'conflict'], // waited too long for a lock
  [1213, 'conflict'], // deadlock
  [1020, 'conflict'], // MariaDB: a row changed since the snapshot
  [8002, 'conflict'], // TiDB: a conflict found at the commit
  [8022, 'conflict'], // TiDB: the commit did not happen and may be tried again
  [9007, 'conflict'], // TiDB: another transaction wrote the key first
  [1053, 'lost'], // the server shuts down
  [1927, 'lost'], // MariaDB: the connection was killed
  [1048, 'constraint'], // null where none may be
  [1062, 'constraint'], // a unique key is taken
  [1364, 'constraint'], // a column without default was left out
  [1451, 'constraint'], // a referring row exists
  [1452, 'constraint'], // a row that is referred to does not exist
  [1586, 'constraint'], // a unique key is taken, named
  [3819, 'constraint'], // MySQL: a check
  [4025, 'constraint'], // MariaDB: a check
  [1021, 'full'], // the disk
  [1114, 'full'], // the table, or the space it may grow into
]);

/** Errors of the socket and of the driver have names, no numbers of the database. */
const lostCodes = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

export function faultOf(error: unknown): MysqlFault {
  if (typeof error !== 'object' || error === null) return 'failed';
  const { errno, code, fatal } = error as { errno?: number; code?: string; fatal?: boolean };
  if (lostCodes.has(code ?? '')) return 'lost';
  const fault = faults.get(errno ?? 0);
  if (fault !== undefined) return fault;
  return fatal === true ? 'lost' : 'failed';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
