import type { PoolConnection } from 'mysql2/promise';
import type { SqlRow, Statement } from '../../sql/statement.ts';
import { mysqlMigrations } from '../migrations/migrations.ts';
import type { SqlDriver } from '../sql-driver.ts';
import { migrateMysql } from './migrate-mysql.ts';
import { MysqlPool, reading, run } from './mysql-pool.ts';
import { mysqlStatement } from './mysql-statement.ts';
import { write } from './mysql-write.ts';

export interface MysqlOptions {
  /** `mysql://user:password@host:port/database`; the database exists. */
  readonly url: string;
  /** Connections at most that write, and as many that read. */
  readonly connections?: number;
}

export interface MysqlDriver extends SqlDriver, AsyncDisposable {}

/**
 * The store on MySQL, MariaDB or what speaks their protocol; brings the schema up to date first (STORE12).
 *
 * Writers see what is committed, statement by statement, under the locks that the statements name (STORE10): so every
 * engine behaves alike, also those that lock no gaps between rows. Readers have a snapshot each.
 */
export async function openMysqlDriver({ url, connections = 10 }: MysqlOptions): Promise<MysqlDriver> {
  await migrateMysql(url, mysqlMigrations);
  const readers = new MysqlPool({ url, connections, isolation: 'repeatable read' });
  const writers = new MysqlPool({ url, connections, isolation: 'read committed' });
  const read: SqlDriver['read'] = async (sql, values) =>
    reading(readers, (connection) => select(connection, { sql, values }));
  return {
    read,
    readOne: async (sql, values) => (await read(sql, values))[0],
    readTogether: (statements) => reading(readers, (connection) => selectTogether(connection, statements)),
    write: async (statements) =>
      statements.length === 0 ? { kind: 'done', changes: [], rows: [] } : write(writers, statements),
    async [Symbol.asyncDispose]() {
      await Promise.all([readers.end(), writers.end()]);
    },
  };
}

async function select(connection: PoolConnection, statement: Statement): Promise<SqlRow[]> {
  return [...(await run(connection, mysqlStatement(statement).main)).rows];
}

async function selectTogether(
  connection: PoolConnection,
  statements: readonly Statement[],
): Promise<SqlRow[][]> {
  await connection.query('start transaction with consistent snapshot');
  const rows: SqlRow[][] = [];
  for (const statement of statements) rows.push(await select(connection, statement));
  await connection.query('commit');
  return rows;
}
