import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Mariadb, startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { statement } from '../../sql/statement.ts';
import { WriteFailure } from '../../sql/write-failure.ts';
import { mysqlMigrations } from '../migrations/migrations.ts';
import { migrateMysql } from './migrate-mysql.ts';
import { openMysqlDriver } from './mysql-driver.ts';

const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());

const insert = 'insert into tailer (name, seq) values (?, ?)';
const keep = 'insert into meta (`key`, value) values (?, ?)';

async function tablesIn(url: string): Promise<string[]> {
  const connection = await createConnection(url);
  const [rows] = await connection.query<RowDataPacket[]>('show tables');
  await connection.end();
  return rows.flatMap((row) => Object.values(row).map(String)).sort();
}

test('STORE12 a database is brought up to date once, however many nodes start at once, and one of a newer Parley is refused', async () => {
  const url = await mariadb.createDatabase();
  const later = () => ['create table later (id bigint primary key)'];
  await Promise.all(Array.from({ length: 5 }, () => migrateMysql(url, mysqlMigrations)));
  const before = await tablesIn(url);
  await migrateMysql(url, [...mysqlMigrations, later]);
  assert.deepEqual(await tablesIn(url), [...before, 'later'].sort());
  await assert.rejects(openMysqlDriver({ url }), /newer Parley/);
});

test('STORE12 a change of the schema that was ended half-way is continued from there', async () => {
  const url = await mariadb.createDatabase();
  const broken = () => ['create table one (id bigint primary key)', 'create table broken ('];
  await assert.rejects(migrateMysql(url, [broken]));
  const whole = () => [
    'create table one (id bigint primary key)',
    'create table two (id bigint primary key)',
  ];
  const connection = await createConnection(url);
  await connection.query('create table two (id bigint primary key)');
  await connection.end();
  await migrateMysql(url, [whole, () => ['alter table two add column more int']]);
  assert.deepEqual(await tablesIn(url), ['one', 'schema_change', 'two']);
});

test('STORE9 whatever the server’s defaults are, nothing is cut to fit', async (t) => {
  await mariadb.administer("set global sql_mode = '', global tx_isolation = 'SERIALIZABLE'");
  t.after(async () => {
    await mariadb.administer('set global sql_mode = default, global tx_isolation = default');
  });
  await using driver = await openMysqlDriver({ url: await mariadb.createDatabase() });
  await assert.rejects(driver.write([statement(insert, 'x'.repeat(65), 1)]), WriteFailure);
  await assert.rejects(driver.write([statement(insert, 'a', 'b')]), WriteFailure);
  assert.deepEqual(await driver.read('select * from tailer', []), []);
});

/** Writes one after the other until told to stop; answers which were answered. */
async function writeOn(url: string, isOver: () => boolean): Promise<{ kept: number[]; failures: unknown[] }> {
  await using driver = await openMysqlDriver({ url, connections: 4 });
  const kept: number[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const write = async () => {
    while (!isOver()) {
      const each = next++;
      await driver.write([statement(insert, `${each}`, each)]).then(
        () => kept.push(each),
        (error: unknown) => failures.push(error),
      );
    }
  };
  await Promise.all([write(), write(), write(), write()]);
  return { kept, failures };
}

test('STORE11 what was answered survives a server that is killed; whoever wrote meanwhile goes on by themselves', async () => {
  const own: Mariadb = await startMariadb();
  try {
    const url = await own.createDatabase();
    await using reader = await openMysqlDriver({ url, connections: 2 });
    const count = async () =>
      Number((await reader.readOne('select count(*) as count from tailer', []))?.count);
    let isOver = false;
    const writing = writeOn(url, () => isOver);
    while ((await count()) < 200) await Promise.resolve();
    await own.kill();
    await own.start();
    const after = await count();
    while ((await count()) < after + 100) await Promise.resolve();
    isOver = true;
    const { kept, failures } = await writing;
    const names = new Set((await reader.read('select name from tailer', [])).map(({ name }) => Number(name)));
    assert.deepEqual(
      kept.filter((each) => !names.has(each)),
      [],
    );
    assert.ok(failures.every((error) => error instanceof WriteFailure && error.reason === 'failed'));
  } finally {
    await own[Symbol.asyncDispose]();
  }
});

test('STORE11 a server that stays away is a failed write, and not for long', async () => {
  const own = await startMariadb();
  await using driver = await openMysqlDriver({ url: await own.createDatabase() });
  await driver.write([statement(insert, 'a', 1)]);
  await own[Symbol.asyncDispose]();
  await assert.rejects(
    driver.write([statement(insert, 'b', 1)]),
    (error) => error instanceof WriteFailure && error.reason === 'failed',
  );
  await assert.rejects(driver.read('select 1', []));
});

test('STORE4 a database without room refuses what has no room and nothing else', async () => {
  const own = await startMariadb([
    '--innodb-file-per-table=OFF',
    '--innodb-data-file-path=ibdata1:12M:autoextend:max:24M',
    '--innodb-undo-tablespaces=2',
  ]);
  try {
    await using driver = await openMysqlDriver({ url: await own.createDatabase() });
    // MariaDB ends itself when it finds no room to take a row back that lies on pages of its own.
    const big = 'x'.repeat(5000);
    let failure: unknown;
    let kept = 0;
    while (failure === undefined && kept < 5000) {
      await driver.write([statement(keep, `big ${kept}`, big)]).then(
        () => kept++,
        (error: unknown) => {
          failure = error;
        },
      );
    }
    assert.ok(failure instanceof WriteFailure && failure.reason === 'full', String(failure));
    const rows = await driver.read("select value from meta where meta.key like 'big%'", []);
    assert.equal(rows.length, kept);
    await driver.write([statement("delete from meta where meta.key = 'big 0'")]);
    assert.equal((await driver.write([statement(insert, 'small', 1)])).kind, 'done');
  } finally {
    await own[Symbol.asyncDispose]();
  }
});
