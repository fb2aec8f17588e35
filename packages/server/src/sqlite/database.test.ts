import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { WriteFailure } from '../sql/write-failure.ts';
import { migrations } from '../store/migrations/migrations.ts';
import { openWritable } from './connection.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';
import type { StatementsTask, WriteTask } from './task.ts';

async function newPath(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-database-'));
  t.after(() => rm(folder, { recursive: true }));
  return join(folder, 'parley.db');
}

function saveTailer(name: string, seq: number): WriteTask {
  const sql =
    'insert into tailer (name, seq) values (?, ?) on conflict (name) do update set seq = excluded.seq';
  return { kind: 'statements', statements: [{ sql, values: [name, seq] }] };
}

/** Makes the writer's disk look as small as that. */
function limitPages(pages: number): WriteTask {
  return { kind: 'statements', statements: [{ sql: `pragma max_page_count = ${pages}`, values: [] }] };
}

const both = (seq: number): StatementsTask => ({
  kind: 'statements',
  statements: ['one', 'other'].map((name) => ({
    sql: 'insert into tailer (name, seq) values (?, ?) on conflict (name) do update set seq = excluded.seq',
    values: [name, seq],
  })),
});

test('STORE1 a reader never sees a part of a transaction, nor one that is open', async (t) => {
  await using database = Database.open(await newPath(t), migrations);
  let torn = 0;
  let seen = 0;
  let writing = true;
  const ended = Promise.withResolvers<void>();
  const watch = () => {
    const rows = database.all('select seq from tailer order by name', []);
    if (rows.length === 1 || rows[0]?.seq !== rows[1]?.seq) torn += 1;
    seen += 1;
    if (writing) setImmediate(watch);
    else ended.resolve();
  };
  watch();
  for (let round = 1; round <= 40; round++) {
    const failing: WriteTask = {
      kind: 'statements',
      statements: [...both(-round).statements, { sql: "insert into meta values ('epoch', 'x')", values: [] }],
    };
    const [, refused] = await Promise.all([database.write(both(round)), database.write(failing)]);
    assert.equal(refused.kind, 'constraint');
    assert.equal(database.get("select seq from tailer where name = 'one'", [])?.seq, round);
  }
  writing = false;
  await ended.promise;
  assert.equal(torn, 0, `${torn} of ${seen} reads`);
});

test('STORE6 reads together see one state, whatever is committed between them, and the next read the newest', async (t) => {
  const path = await newPath(t);
  await using database = Database.open(path, migrations);
  await database.write(both(1));
  const writer = openWritable(path);
  const sql = 'select seq from tailer where name = ?';
  const second = {
    sql,
    get values() {
      writer.exec('update tailer set seq = 2');
      return ['other'];
    },
  };
  const rows = database.allTogether([{ sql, values: ['one'] }, second]);
  writer.close();
  assert.deepEqual(
    rows.flat().map(({ seq }) => seq),
    [1, 1],
  );
  assert.equal(database.get(sql, ['one'])?.seq, 2);
  assert.throws(() => database.allTogether([{ sql: 'select nothing', values: [] }]));
  assert.equal(database.allTogether([{ sql, values: ['one'] }]).length, 1);
});

test('STORE1 answers come after the commit and in the order of the calls', async (t) => {
  const path = await newPath(t);
  await using database = Database.open(path, migrations);
  await using other = Database.open(path, migrations);
  const order: number[] = [];
  const writes = Array.from({ length: 50 }, async (_, seq) => {
    await database.write(saveTailer(`${seq}`, seq));
    order.push(seq);
    assert.equal(other.get('select seq from tailer where name = ?', [`${seq}`])?.seq, seq);
  });
  await Promise.all(writes);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
});

test('STORE4 a full disk refuses what has no room and nothing else; with room again, writing goes on', async (t) => {
  const path = await newPath(t);
  await using database = Database.open(path, migrations);
  await database.write(limitPages(60));
  const big = 'x'.repeat(100_000);
  const keep = (name: string, value: string): WriteTask => ({
    kind: 'statements',
    statements: [{ sql: 'insert or replace into meta (key, value) values (?, ?)', values: [name, value] }],
  });
  const kept: string[] = [];
  let failure: unknown;
  for (let each = 0; each < 60 && failure === undefined; each++) {
    const wrote = await database.write(keep(`big ${each}`, big)).catch((error: unknown) => error);
    if (wrote instanceof WriteFailure) failure = wrote;
    else kept.push(`big ${each}`);
  }
  assert.ok(failure instanceof WriteFailure && failure.reason === 'full');
  const names = database.all("select key from meta where key like 'big%'", []).map(({ key }) => key);
  assert.deepEqual(names.sort(), kept.sort());
  await assert.rejects(database.write(keep('big more', big)), WriteFailure);
  const clear = { sql: "delete from meta where key like 'big%'", values: [] };
  await database.write({ kind: 'statements', statements: [clear] });
  assert.equal((await database.write(keep('big again', big))).kind, 'done');
  await database.write(limitPages(1_000_000));
  for (const name of kept) assert.equal((await database.write(keep(name, big))).kind, 'done');
});

test('STORE1 what was handed over before closing is written; later writes are refused', async (t) => {
  const path = await newPath(t);
  const database = Database.open(path, migrations);
  const early = database.write(saveTailer('early', 1));
  const closed = database.close();
  await assert.rejects(database.write(saveTailer('late', 1)), WriteFailure);
  assert.equal((await early).kind, 'done');
  await closed;
  await using again = Database.open(path, migrations);
  assert.deepEqual(again.all('select name from tailer', []), [{ __proto__: null, name: 'early' }]);
});

test('STORE5 a file is brought up to date once, however many open it, and one of a newer Parley is refused', async (t) => {
  const path = await newPath(t);
  migrate(path, migrations);
  const epochOf = () => {
    const connection = openWritable(path);
    const { value } = connection.prepare("select value from meta where key = 'epoch'").get() ?? {};
    connection.close();
    return value;
  };
  const epoch = epochOf();
  migrate(path, [...migrations, 'create table later (key integer primary key)']);
  assert.equal(epochOf(), epoch);
  assert.throws(() => Database.open(path, migrations), /newer Parley/);
  const more = [...migrations, 'create table later (key integer primary key)'];
  assert.throws(() => migrate(path, [...more, 'create table broken (']));
  await using database = Database.open(path, more);
  assert.deepEqual(database.all('select * from later', []), []);
});
