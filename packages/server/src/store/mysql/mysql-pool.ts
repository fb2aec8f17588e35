import { createPool, type Pool, type PoolConnection as RawConnection } from 'mysql2';
import type { PoolConnection, Pool as PromisePool } from 'mysql2/promise';
import type { SqlRow, Statement } from '../../sql/statement.ts';
import { faultOf } from './mysql-error.ts';
import { parameterOf, rowOf } from './mysql-values.ts';

export interface PoolSettings {
  /** `mysql://user:password@host:port/database`. */
  readonly url: string;
  readonly connections: number;
  /** Of every transaction of these connections. */
  readonly isolation: 'read committed' | 'repeatable read';
}

/** What a statement changed, or the rows it selected. */
export interface Ran {
  readonly changes: number;
  readonly rows: readonly SqlRow[];
}

const preparedAtMost = 500;
const connectMs = 5000;
const lockWaitSeconds = 5;

/** Whatever the server's defaults are: nothing is cut to fit, and nobody waits long behind a stuck writer. */
const sessionSettings = `set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', session innodb_lock_wait_timeout = ${lockWaitSeconds}`;

/** A bounded number of connections, each set up before its first use; the next caller waits for one. */
export function openPool({ url, connections, isolation }: PoolSettings): PromisePool {
  const pool: Pool = createPool({
    uri: url,
    connectionLimit: connections,
    charset: 'UTF8MB4_BIN',
    supportBigNumbers: true,
    maxPreparedStatements: preparedAtMost,
    connectTimeout: connectMs,
    enableKeepAlive: true,
  });
  pool.on('connection', (connection: RawConnection) => {
    for (const sql of [sessionSettings, `set session transaction isolation level ${isolation}`]) {
      // A connection that is not what it must be is of no use to anybody.
      connection.query(sql, (error) => error && connection.destroy());
    }
  });
  return pool.promise();
}

/** Runs a statement, prepared once a connection. */
export async function run(connection: PoolConnection, { sql, values }: Statement): Promise<Ran> {
  const [result] = await connection.execute(sql, values.map(parameterOf));
  if (Array.isArray(result)) return { changes: 0, rows: result.map((row) => rowOf({ ...row })) };
  return { changes: result.affectedRows, rows: [] };
}

/** Gives a connection back without anything open on it; one that cannot be told to is closed. */
export async function abandon(connection: PoolConnection): Promise<void> {
  try {
    await connection.query('rollback');
    connection.release();
  } catch {
    connection.destroy();
  }
}

const readAttempts = 3;

/** Reads on a connection; one that was lost while it lay idle is replaced. */
export async function reading<Result>(
  pool: PromisePool,
  read: (connection: PoolConnection) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(pool, read);
    } catch (error) {
      if (faultOf(error) !== 'lost' || attempt === readAttempts) throw error;
    }
  }
}

async function readOnce<Result>(
  pool: PromisePool,
  read: (connection: PoolConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await pool.getConnection();
  try {
    const result = await read(connection);
    connection.release();
    return result;
  } catch (error) {
    await abandon(connection);
    throw error;
  }
}
