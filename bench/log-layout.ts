/**
 * Compares physical layouts of the log: rows a second at so many rows a commit, durable (synchronous=FULL), 100
 * chats written in turn. Figures are for this machine; quote the ratios. Run: `node bench/log-layout.ts [rows]`.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openWritable } from '../packages/server/src/sqlite/connection.ts';

const rows = Number(process.argv[2] ?? 400_000);
const chats = 100;
const body =
  'hello this is a message of typical length, about one hundred characters in total, isnt that nice ok';
const columns = 'log integer, position integer, author integer, client_id text, at integer, content text';

const layouts: Record<string, string> = {
  'in the order of appending, index on (log, position)': `create table e (seq integer primary key, ${columns}); create unique index p on e (log, position);`,
  'clustered by (log, position)': `create table e (seq integer, ${columns}, primary key (log, position)) without rowid;`,
  'in order, and a unique index on (log, author, client_id)': `create table e (seq integer primary key, ${columns}); create unique index p on e (log, position);
     create unique index r on e (log, author, client_id);`,
  'in order, and a unique index on a 53-bit hash of the key': `create table e (seq integer primary key, ${columns}, hash integer); create unique index p on e (log, position);
     create unique index r on e (hash);`,
};

for (const perCommit of [50, 500]) {
  let base = 0;
  for (const [name, schema] of Object.entries(layouts)) {
    const rate = measure(schema, perCommit);
    base ||= rate;
    const ratio = (rate / base).toFixed(2);
    console.log(`${perCommit} a commit  ${Math.round(rate).toLocaleString('en')}/s  ×${ratio}  ${name}`);
  }
}

function measure(schema: string, perCommit: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'parley-layout-'));
  const connection = openWritable(join(folder, 'log.db'));
  connection.exec(schema);
  const began = performance.now();
  fill(connection, schema.includes('hash'), perCommit);
  const seconds = (performance.now() - began) / 1000;
  connection.close();
  rmSync(folder, { recursive: true });
  return rows / seconds;
}

function fill(connection: DatabaseSync, hashed: boolean, perCommit: number): void {
  const places = Array.from({ length: hashed ? 8 : 7 }, () => '?').join(', ');
  const insert = connection.prepare(`insert into e values (${places})`);
  for (let row = 0; row < rows; row++) {
    if (row % perCommit === 0) connection.exec(row === 0 ? 'begin' : 'commit; begin');
    const position = Math.floor(row / chats) + 1;
    const clientId = randomBytes(12).toString('base64url');
    const values = [row + 1, row % chats, position, row % 200, clientId, row, body];
    if (hashed) insert.run(...values, Math.floor(Math.random() * 2 ** 53));
    else insert.run(...values);
  }
  connection.exec('commit');
}
