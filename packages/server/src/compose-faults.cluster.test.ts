import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { freePort } from '@parley/testkit/engines/free-port.ts';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { launchProcess } from '@parley/testkit/server-process.ts';
import { exitCode } from './command/exit-code.ts';

const data = await mkdtemp(join(tmpdir(), 'parley-faults-'));
after(() => rm(data, { recursive: true }));
const nats = await startNats();
after(() => nats[Symbol.asyncDispose]());
const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());
const mysql = await mariadb.createDatabase();
const nobody = `127.0.0.1:${await freePort()}`;

const usual = {
  PARLEY_NATS_URL: nats.url,
  PARLEY_MYSQL_URL: mysql,
  PARLEY_ELASTICSEARCH_URL: `http://elastic:hush-search@${nobody}`,
  PARLEY_LOG_REPLICAS: '1',
  PARLEY_PARTITIONS: '2',
};

/** A start that must fail: what it says at its end, and how it ends. */
async function refusal(changed: Partial<typeof usual>): Promise<{ said: string; code: number | null }> {
  const lines: string[] = [];
  await using server = launchProcess(data, { ...usual, ...changed }, (line) => lines.push(line));
  await assert.rejects(server.ready);
  return { said: lines.join('\n'), code: await server.stop() };
}

async function assertRefused(changed: Partial<typeof usual>, expected: RegExp): Promise<void> {
  const began = performance.now();
  const { said, code } = await refusal(changed);
  assert.match(said, expected);
  assert.equal(said.split('\n').length, 1, said);
  assert.doesNotMatch(said, /hush|:\/\/[^/@\s]*:[^/@\s]*@/);
  assert.equal(code, exitCode.config, said);
  assert.ok(performance.now() - began < 30_000, 'it took long');
}

function changedUrl(url: string, change: (url: URL) => void): string {
  const changed = new URL(url);
  change(changed);
  return changed.href;
}

describe('CFG11 settings of a cluster that cannot work end the start with one line', () => {
  test('CFG11 more copies of the log than there are servers of NATS', () =>
    assertRefused({ PARLEY_LOG_REPLICAS: '3' }, /PARLEY_LOG_REPLICAS asks for 3 copies.*set 1/));

  test('CFG11 a NATS that is not there, or does not know the password', async () => {
    await assertRefused({ PARLEY_NATS_URL: `nats://${nobody}` }, /PARLEY_NATS_URL .*start NATS, or correct/);
    const password = { more: 'authorization { user: parley, password: other }' };
    await using closed = await startNats(password);
    const wrong = changedUrl(closed.url, (url) => {
      [url.username, url.password] = ['parley', 'hush-nats'];
    });
    await assertRefused({ PARLEY_NATS_URL: wrong }, /PARLEY_NATS_URL .*correct the credentials/);
  });

  test('CFG11 a NATS that has no JetStream for the user', async () => {
    const accounts = { more: 'accounts { PLAIN { users: [{ user: parley, password: hush-plain }] } }' };
    await using plain = await startNats(accounts);
    const url = changedUrl(plain.url, (each) => {
      [each.username, each.password] = ['parley', 'hush-plain'];
    });
    await assertRefused(
      { PARLEY_NATS_URL: url },
      /PARLEY_NATS_URL leads to a NATS without JetStream.*switch it on/,
    );
  });

  test('CFG11 a database that does not exist, a wrong password, and a server that is not there', async () => {
    const changes: readonly [(url: URL) => void, RegExp][] = [
      [(url) => (url.pathname = '/missing'), /PARLEY_MYSQL_URL .*missing.*create the database/],
      [(url) => (url.password = 'hush-mysql'), /PARLEY_MYSQL_URL .*denied.*user or the password/],
      [(url) => (url.host = nobody), /PARLEY_MYSQL_URL .*start the database, or correct/],
    ];
    for (const [change, expected] of changes)
      await assertRefused({ PARLEY_MYSQL_URL: changedUrl(mysql, change) }, expected);
  });

  test('CFG11 a search engine that is not there', () =>
    assertRefused({}, /PARLEY_ELASTICSEARCH_URL .*start the search engine, or correct/));

  test('CFG11 LOG10 another number of partitions than the log was made with', () =>
    // The start before made it, with two.
    assertRefused({ PARLEY_PARTITIONS: '4' }, /PARLEY_PARTITIONS asks for 4.*made with 2 .*set 2/));
});
