import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { test } from 'node:test';
import { startMariadb } from './mariadb.ts';

test('a private MariaDB keeps what was committed through a kill, and leaves nothing behind', async () => {
  const mariadb = await startMariadb();
  const { port, pathname } = new URL(await mariadb.createDatabase());
  const name = pathname.slice(1);
  const folder = (await mariadb.administer('select @@datadir')).trim();
  assert.equal((await mariadb.administer('select @@bind_address')).trim(), '127.0.0.1');
  await mariadb.administer(
    `create table ${name}.kept (value int primary key); insert into ${name}.kept values (7)`,
  );
  await mariadb.kill();
  await mariadb.start();
  assert.equal((await mariadb.administer(`select value from ${name}.kept`)).trim(), '7');
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  await mariadb[Symbol.asyncDispose]();
  assert.equal(existsSync(folder), false);
  await assert.rejects(mariadb.administer('select 1'));
});

test('two private MariaDBs know nothing of each other', async () => {
  const [one, other] = await Promise.all([startMariadb(), startMariadb()]);
  const urls = [await one.createDatabase(), await other.createDatabase()];
  assert.notEqual(new URL(urls[0] ?? '').port, new URL(urls[1] ?? '').port);
  await one[Symbol.asyncDispose]();
  assert.equal((await other.administer('select 1')).trim(), '1');
  await other[Symbol.asyncDispose]();
});
