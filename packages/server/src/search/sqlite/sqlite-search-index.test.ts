import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { searchIndexContract } from '../search-index.contract.ts';
import { openSqliteSearchIndex } from './sqlite-search-index.ts';

const root = await mkdtemp(join(tmpdir(), 'parley-search-'));
after(() => rm(root, { recursive: true }));

const newPlace = async () => join(await mkdtemp(join(root, 'index-')), 'search.db');
const hello = [{ seq: 1, at: 1, log: 1, text: 'hello' }];

searchIndexContract({ name: 'sqlite', newPlace, open: openSqliteSearchIndex });

/** Applies batches of a hundred documents for ever and says the checkpoint after each. */
const applyForEver = `
  const forEver = async () => {
    const { openSqliteSearchIndex } = await import(process.argv[1]);
    const index = await openSqliteSearchIndex(process.argv[2]);
    for (let high = (await index.checkpoint(0)) + 100; ; high += 100) {
      const seqs = Array.from({ length: 100 }, (_, at) => high - at);
      await index.apply(seqs.map((seq) => ({ seq, at: seq, log: 1, text: 'document ' + seq })), { tail: 0, seq: high });
      console.log(high);
    }
  };
  void forEver();`;

async function killWhileApplying(path: string, batches: number): Promise<number> {
  const module = new URL('./sqlite-search-index.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--eval', applyForEver, module, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    said = Number(line);
    if (--batches === 0) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return said;
}

test('SEARCH7 sqlite: after kill -9 the documents are exactly those of the checkpoint', async () => {
  const path = await newPlace();
  for (const batches of [1, 3, 8]) {
    const said = await killWhileApplying(path, batches);
    assert.ok(said >= 100 * batches);
    await using index = await openSqliteSearchIndex(path);
    const checkpoint = await index.checkpoint(0);
    assert.ok(checkpoint >= said, `${checkpoint} is behind ${said}`);
    assert.equal(await index.count({ query: 'document', logs: [1] }), checkpoint);
    assert.equal(await index.count({ query: 'd', logs: [1] }), checkpoint);
    assert.deepEqual((await index.matches({ query: 'ment', logs: [1], limit: 1 })).seqs, [checkpoint]);
  }
});

test('SEARCH9 sqlite: a damaged file is replaced by an empty index', async () => {
  const path = await newPlace();
  await writeFile(path, 'not a database, but long enough to look like a file '.repeat(200));
  await using index = await openSqliteSearchIndex(path);
  assert.equal(await index.checkpoint(0), 0);
  await index.apply(hello, { tail: 0, seq: 1 });
  assert.equal(await index.count({ query: 'ell', logs: [1] }), 1);
});

test('SEARCH9 sqlite: a file of another layout is replaced by an empty index', async () => {
  const path = await newPlace();
  await using first = await openSqliteSearchIndex(path);
  await first.apply(hello, { tail: 0, seq: 1 });
  await first[Symbol.asyncDispose]();
  const connection = new DatabaseSync(path);
  connection.exec('pragma user_version = 99');
  connection.close();
  await using index = await openSqliteSearchIndex(path);
  assert.equal(await index.checkpoint(0), 0);
  assert.equal(await index.count({ query: 'hello', logs: [1] }), 0);
});

test('SEARCH9 sqlite: damage met later is an error that names the file and the remedy', async () => {
  const path = await newPlace();
  const first = await openSqliteSearchIndex(path);
  await first.apply(hello, { tail: 0, seq: 1 });
  await first[Symbol.asyncDispose]();
  await overwriteTable(path, 'document');
  await using index = await openSqliteSearchIndex(path);
  const counted = index.count({ query: 'hello', logs: [1] });
  await assert.rejects(counted, /search\.db is damaged; stop the server, delete the file/);
});

test('SEARCH9 sqlite: damage that shows at once is mended by starting empty', async () => {
  const path = await newPlace();
  const first = await openSqliteSearchIndex(path);
  await first.apply(hello, { tail: 0, seq: 1 });
  await first[Symbol.asyncDispose]();
  await overwriteTable(path, 'gram_config');
  await using index = await openSqliteSearchIndex(path);
  assert.equal(await index.checkpoint(0), 0);
});

/** Writes nonsense over the page where a table begins. */
async function overwriteTable(path: string, table: string): Promise<void> {
  const connection = new DatabaseSync(path);
  const row = connection.prepare('select rootpage from sqlite_schema where name = ?').get(table);
  const pageBytes = Number(connection.prepare('pragma page_size').get()?.page_size);
  connection.close();
  const bytes = await readFile(path);
  const end = Number(row?.rootpage) * pageBytes;
  await writeFile(path, bytes.fill(0xa5, end - pageBytes, end));
}

test('SEARCH9 sqlite: a database of something else is refused and left alone', async () => {
  const path = await newPlace();
  const connection = new DatabaseSync(path);
  connection.exec('create table treasure (gold integer); insert into treasure values (7)');
  await assert.rejects(openSqliteSearchIndex(path), (error: Error) => {
    assert.match(String(error.cause), /is another database, not a search index/);
    return true;
  });
  assert.equal(connection.prepare('select gold from treasure').get()?.gold, 7);
  connection.close();
});

test('SEARCH9 sqlite: a file that cannot be opened is an error that says so', async () => {
  await assert.rejects(
    openSqliteSearchIndex(join(root, 'no', 'such', 'folder', 'search.db')),
    (error: Error) => {
      assert.match(String(error.cause), /unable to open database file/);
      return true;
    },
  );
});

test('SEARCH7 sqlite: closing answers what was asked before and refuses what comes after', async () => {
  const index = await openSqliteSearchIndex(await newPlace());
  const applied = index.apply(hello, { tail: 0, seq: 1 });
  const counted = index.count({ query: 'ell', logs: [1] });
  await index[Symbol.asyncDispose]();
  await applied;
  assert.equal(await counted, 1);
  await assert.rejects(index.checkpoint(0), /the search index is closed/);
  await index[Symbol.asyncDispose]();
});

test('SEARCH7 sqlite: it keeps the one tail of its log, and refuses another', async () => {
  await using index = await openSqliteSearchIndex(await newPlace());
  await assert.rejects(index.apply(hello, { tail: 1, seq: 1 }), /keeps tail 0, not 1/);
  await assert.rejects(index.checkpoint(1), RangeError);
  assert.equal(await index.count({ query: 'hello', logs: [1] }), 0);
});
