import mysql, { type TypedParameterValue } from 'mysql2';
import type { Pool, PoolConnection } from 'mysql2/promise';
import { ReadFailure } from '../../sql/read-failure.ts';
import type { SqlRow, SqlValue, Statement } from '../../sql/statement.ts';
import { faultOf, messageOf } from './mysql-error.ts';

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
export class MysqlPool {
  readonly #pool: Pool;
  readonly #settings: readonly string[];
  readonly #setUp = new WeakSet<object>();

  constructor({ url, connections, isolation }: PoolSettings) {
    this.#settings = [sessionSettings, `set session transaction isolation level ${isolation}`];
    const pool = mysql.createPool({
      uri: url,
      connectionLimit: connections,
      charset: 'UTF8MB4_BIN',
      supportBigNumbers: true,
      maxPreparedStatements: preparedAtMost,
      connectTimeout: connectMs,
      enableKeepAlive: true,
    });
    this.#pool = pool.promise();
  }

  /** To be given back by `release` or `abandon`. */
  async take(): Promise<PoolConnection> {
    const connection = await this.#pool.getConnection();
    if (this.#setUp.has(connection.connection)) return connection;
    try {
      for (const sql of this.#settings) await connection.query(sql);
    } catch (error) {
      // A connection that is not what it must be is of no use to anybody.
      connection.destroy();
      throw error;
    }
    this.#setUp.add(connection.connection);
    return connection;
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

/** Runs a statement, prepared once a connection. */
export async function run(connection: PoolConnection, { sql, values }: Statement): Promise<Ran> {
  const [result] = await connection.execute(sql, values.map(parameterOf));
  if (Array.isArray(result)) return { changes: 0, rows: result.map((row) => rowOf({ ...row })) };
  return { changes: result.affectedRows, rows: [] };
}

/** Taken once: the library looks its modules up anew each time that one is asked for. */
const { BIGINT: wholeNumber } = mysql.TypedParameter;

/** What a statement is handed for a value. Whole numbers go as such: as a fraction, `limit` refuses them. */
function parameterOf(value: SqlValue): TypedParameterValue | string | number | Buffer | null {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return wholeNumber(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value as string | number | null;
}

/** A row as the port has it: bytes are a plain Uint8Array of their own. */
function rowOf(row: Record<string, unknown>): SqlRow {
  for (const [column, value] of Object.entries(row)) {
    if (Buffer.isBuffer(value)) row[column] = Uint8Array.from(value);
  }
  return row as SqlRow;
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

/** Reads on a connection; one that was lost while it lay idle is replaced. Throws ReadFailure when there is none to be had. */
export async function reading<Result>(
  pool: MysqlPool,
  read: (connection: PoolConnection) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(pool, read);
    } catch (error) {
      if (faultOf(error) !== 'lost') throw error;
      if (attempt === readAttempts) throw new ReadFailure(messageOf(error));
    }
  }
}

async function readOnce<Result>(
  pool: MysqlPool,
  read: (connection: PoolConnection) => Promise<Result>,
): Promise<Result> {
  const connection = await pool.take();
  try {
    const result = await read(connection);
    connection.release();
    return result;
  } catch (error) {
    await abandon(connection);
    throw error;
  }
}
