import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { mysqlMigrations } from '../migrations/migrations.ts';
import { mysqlQueries } from '../queries/mysql-queries.ts';
import { migrateMysql } from './migrate-mysql.ts';
import { mysqlStatement } from './mysql-statement.ts';

const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());

const rowsEach = 3000;

async function openFilled(): Promise<Connection> {
  const url = await mariadb.createDatabase();
  await migrateMysql(url, mysqlMigrations);
  const connection = await createConnection(url);
  const [columns] = await connection.query<RowDataPacket[]>(
    "select table_name as name, group_concat('`', column_name, '`' order by ordinal_position) as columns, group_concat(if(data_type = 'tinyint', '0', 'seq') order by ordinal_position) as filling from information_schema.columns where table_schema = database() and extra not like '%GENERATED%' group by table_name",
  );
  for (const { name, columns: all, filling } of columns) {
    if (name === 'schema_change') continue;
    await connection.query(`insert into ${name} (${all}) select ${filling} from seq_1_to_${rowsEach}`);
    await connection.query(`analyze table ${name}`);
  }
  return connection;
}

/** Steps of a plan that read every row of a table or of an index. */
async function scansOf(connection: Connection, sql: string): Promise<string[]> {
  const values = [...sql.matchAll(/\?/g)].map(() => '7');
  const [plan] = await connection.execute<RowDataPacket[]>(`explain ${sql}`, values);
  return (
    plan
      // What only inserts is explained as a step that reads no rows at all.
      .filter(({ type, rows }) => (type === 'ALL' || type === 'index') && rows !== null)
      .map(({ table, type, key }) => `${table} ${type} ${key}`)
  );
}

test('STORE13 every statement of the store is one that MariaDB understands, and none reads a whole table', async () => {
  const connection = await openFilled();
  const scanning: string[][] = [];
  for (const sql of mysqlQueries.keys()) {
    const { lock, main, rows } = mysqlStatement({ sql, values: [] });
    for (const each of [lock, main, rows]) {
      if (each === undefined) continue;
      const scans = await scansOf(connection, each.sql);
      if (scans.length > 0) scanning.push([each.sql, ...scans]);
    }
  }
  assert.deepEqual(scanning, []);
  assert.deepEqual(await scansOf(connection, 'select * from user where name = ?'), ['user ALL null']);
  await connection.end();
});
