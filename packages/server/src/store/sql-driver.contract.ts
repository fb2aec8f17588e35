import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Seeded, seeded } from '@parley/testkit/seeded.ts';
import { type Statement, statement } from '../sql/statement.ts';
import { appQueries } from './queries/app-queries.ts';
import { messageQueries } from './queries/message-queries.ts';
import { tailerQueries } from './queries/tailer-queries.ts';
import type { SqlDriver } from './sql-driver.ts';
import { openDriver, type StoreEngine } from './store-engine.test-support.ts';

const insert = 'insert into tailer (name, seq) values (?, ?)';
const add = 'update tailer set seq = seq + ? where name = ?';
const seqOf = 'select seq from tailer where name = ?';
const names = 'select name from tailer order by name';

const twins = ['one', 'other'] as const;

async function seqsOf(driver: SqlDriver): Promise<unknown[]> {
  const rows = await driver.readTogether(twins.map((name) => statement(tailerQueries.read, name)));
  return rows.map(([row]) => row?.seq);
}

/** What the stores rely on, of whatever keeps their rows. */
export function sqlDriverContract(engine: StoreEngine): void {
  visibilityContract(engine);
  constraintContract(engine);
  valuesContract(engine);
  writersContract(engine);
}

function visibilityContract(engine: StoreEngine): void {
  test(`STORE1 ${engine.name}: what a write answered is visible to the next read of every node, and still there when opened again`, async () => {
    const place = await engine.newPlace();
    await using two = await engine.open(place);
    {
      await using one = await engine.open(place);
      for (let each = 0; each < 30; each++) {
        await one.write([statement(insert, `${each}`, each)]);
        assert.equal((await one.readOne(seqOf, [`${each}`]))?.seq, each);
        assert.equal((await two.readOne(seqOf, [`${each}`]))?.seq, each);
      }
    }
    await using again = await engine.open(place);
    assert.equal((await again.read(names, [])).length, 30);
  });

  test(`STORE1 STORE6 ${engine.name}: reads together see whole writes of one state, however many write meanwhile`, async () => {
    const place = await engine.newPlace();
    await using reader = await engine.open(place);
    await using writer = await engine.open(place);
    await writer.write(twins.map((name) => statement(insert, name, 0)));
    let isWriting = true;
    let seen = 0;
    const watch = async () => {
      for (let before = 0; isWriting; seen++) {
        const [one, other] = await seqsOf(reader);
        assert.equal(one, other);
        assert.ok(Number(one) >= before, 'a read saw less than the one before it');
        before = Number(one);
        await nextTurn();
      }
    };
    const watching = [watch(), watch()];
    for (let round = 0; round < 60; round++) {
      await writer.write(twins.map((name) => statement(add, 1, name)));
    }
    isWriting = false;
    await Promise.all(watching);
    assert.ok(seen > 0);
    assert.deepEqual(await seqsOf(reader), [60, 60]);
  });

  test(`STORE6 ${engine.name}: reads together that fail leave nothing behind for the next`, async (t) => {
    const driver = await openDriver(engine, t);
    await assert.rejects(driver.readTogether([statement(names), statement('select nothing from nowhere')]));
    await assert.rejects(driver.read('select nothing from nowhere', []));
    await driver.write([statement(insert, 'a', 1)]);
    assert.deepEqual(
      (await driver.readTogether([statement(names), statement(names)])).map((rows) => rows.length),
      [1, 1],
    );
    assert.deepEqual(await driver.readTogether([]), []);
  });
}

function constraintContract(engine: StoreEngine): void {
  test(`STORE8 ${engine.name}: a violated constraint is an answer; of that write nothing is stored, of its neighbours all`, async (t) => {
    const driver = await openDriver(engine, t);
    await driver.write([statement(insert, 'taken', 1)]);
    const clash = [statement(insert, 'new', 1), statement(add, 5, 'taken'), statement(insert, 'taken', 2)];
    const empty = [statement(insert, 'more', 1), statement(insert, null, 1)];
    const [refused, wanting, done] = await Promise.all([
      driver.write(clash),
      driver.write(empty),
      driver.write([statement(insert, 'beside', 1)]),
    ]);
    assert.deepEqual([refused.kind, wanting.kind, done.kind], ['constraint', 'constraint', 'done']);
    assert.deepEqual(
      (await driver.read(names, [])).map(({ name }) => name),
      ['beside', 'taken'],
    );
    assert.equal((await driver.readOne(seqOf, ['taken']))?.seq, 1);
  });

  test(`STORE8 ${engine.name}: a statement that is wrong is an error, and stores nothing of its write`, async (t) => {
    const driver = await openDriver(engine, t);
    await assert.rejects(driver.write([statement(insert, 'a', 1), statement('update nowhere set a = 1')]));
    assert.deepEqual(await driver.read(names, []), []);
    assert.equal((await driver.write([])).kind, 'done');
  });

  test(`STORE8 ${engine.name}: a write tells how many rows each statement met, and the rows of those that return some`, async (t) => {
    const driver = await openDriver(engine, t);
    const app = statement(appQueries.insert, 'token', 'name', new Uint8Array(3), 5);
    const same = statement('update tailer set seq = 1 where seq = 1');
    const written = await driver.write([statement(insert, 'a', 1), same, statement(add, 1, 'nobody'), app]);
    assert.ok(written.kind === 'done');
    assert.deepEqual(written.changes, [1, 1, 0, 1]);
    const { id, ...row } = written.rows[3]?.[0] ?? {};
    assert.deepEqual({ ...row }, { token: 'token', name: 'name', chats_count: 0, created_at: 5 });
    assert.equal((await driver.readOne(appQueries.byToken, ['token']))?.id, id);
    assert.deepEqual(written.rows.slice(0, 3), [[], [], []]);
  });
}

/** Texts that many a database holds for the same, in the order of their UTF-8 bytes. */
const texts = ['', ' ', 'A', 'B', 'a', 'a ', 'a\t', 'b', 'e\u0301', 'ß', '\u00e9', 'Ａ', '🙂', '🙃'];

function valuesContract(engine: StoreEngine): void {
  test(`STORE9 ${engine.name}: texts are equal when their bytes are, and lie in the order of their bytes`, async (t) => {
    const driver = await openDriver(engine, t);
    for (const [seq, text] of texts.entries()) {
      assert.equal((await driver.write([statement(insert, text, seq)])).kind, 'done', JSON.stringify(text));
    }
    const found = (await driver.read(names, [])).map(({ name }) => String(name));
    assert.deepEqual(
      found,
      texts.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))),
    );
    for (const [seq, text] of texts.entries()) {
      const rows = await driver.read(seqOf, [text]);
      assert.deepEqual(
        rows.map((row) => row.seq),
        [seq],
      );
    }
    assert.equal((await driver.read('select name from tailer where name > ?', ['b'])).length, 6);
  });

  test(`STORE9 ${engine.name}: whole numbers to 2^53, bytes and null come back as they went in`, async (t) => {
    const driver = await openDriver(engine, t);
    const numbers = [0, -1, 1, 2 ** 31, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    for (const number of numbers) await driver.write([statement(insert, `${number}`, number)]);
    for (const number of numbers) assert.equal((await driver.readOne(seqOf, [`${number}`]))?.seq, number);
    await driver.write([statement(insert, 'large', 9_007_199_254_740_991n)]);
    assert.equal((await driver.readOne(seqOf, ['large']))?.seq, Number.MAX_SAFE_INTEGER);
    const bytes = Uint8Array.from({ length: 64 }, (_, each) => (each * 37) % 256);
    const part = bytes.subarray(8, 40);
    const reset = 'insert into password_reset (hash, user, expires_at) values (?, 1, 1)';
    await driver.write([statement(reset, bytes), statement(reset, part)]);
    const rows = await driver.read('select hash from password_reset where hash = ?', [part]);
    assert.deepEqual(
      rows.map(({ hash }) => hash),
      [Uint8Array.from(part)],
    );
    const edit = statement(messageQueries.revise, 2 ** 40, 1, 7);
    await driver.write([edit]);
    const [state] = await driver.read(messageQueries.states, [2 ** 40, 1, 1]);
    assert.deepEqual([state?.revision, state?.content, state?.deleted_at], [7, null, null]);
  });
}

function writersContract(engine: StoreEngine): void {
  test(`STORE10 ${engine.name}: fifty writers on two nodes that meet on the same rows all succeed, each once`, async (t) => {
    const chance = seeded(t);
    const place = await engine.newPlace();
    await using one = await engine.open(place);
    await using two = await engine.open(place);
    const keys = Array.from({ length: 6 }, (_, each) => `key ${each}`);
    await one.write(keys.map((key) => statement(insert, key, 0)));
    const write = async (driver: SqlDriver) => {
      for (let round = 0; round < 8; round++) {
        const written = await driver.write(inAnyOrder(chance, keys.slice(0, 4)));
        assert.equal(written.kind, 'done');
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, each) => write(each % 2 === 0 ? one : two)));
    const rows = await one.read('select seq from tailer order by name', []);
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      [400, 400, 400, 400, 0, 0],
    );
  });

  test(`STORE10 ${engine.name}: of many that write what only one may, one does and the others are told`, async () => {
    const place = await engine.newPlace();
    await using one = await engine.open(place);
    await using two = await engine.open(place);
    for (let round = 0; round < 5; round++) {
      const writes = Array.from({ length: 20 }, (_, each) =>
        (each % 2 === 0 ? one : two).write([
          statement(insert, `${round} beside ${each}`, 1),
          statement(insert, `${round}`, each),
        ]),
      );
      const kinds = (await Promise.all(writes)).map(({ kind }) => kind);
      assert.equal(kinds.filter((kind) => kind === 'done').length, 1);
      assert.equal(kinds.filter((kind) => kind === 'constraint').length, 19);
      assert.equal((await two.read(names, [])).length, 2 * (round + 1));
    }
  });
}

/** One more for each, in an order that makes deadlocks likely where rows are locked one by one. */
function inAnyOrder(chance: Seeded, keys: readonly string[]): Statement[] {
  const left = [...keys];
  return keys.map(() => {
    const key = chance.pick(left);
    left.splice(left.indexOf(key), 1);
    return statement(add, 1, key);
  });
}
