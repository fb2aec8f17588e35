import assert from 'node:assert/strict';
import { test } from 'node:test';
import { condition, statement } from '../sql/statement.ts';
import { chatQueries } from './queries/chat-queries.ts';
import { openDriver, type StoreEngine } from './store-engine.test-support.ts';

const insert = 'insert into tailer (name, seq) values (?, ?)';
const moveOn = 'update tailer set seq = ? where name = ? and seq = ?';
const names = 'select name from tailer order by name';
const marksOf = 'select delivered, `read` as is_read from member where log = ? and user = ?';

/** What projectors rely on, of whatever keeps the store's rows. */
export function sqlBulkContract(engine: StoreEngine): void {
  conditionContract(engine);
  manyContract(engine);
}

function conditionContract(engine: StoreEngine): void {
  test(`STORE14 ${engine.name}: a write whose condition meets no row is taken back whole; those beside it are not`, async (t) => {
    const driver = await openDriver(engine, t);
    await driver.write([statement(insert, 'a', 1)]);
    const move = (from: number, to: number) => condition(moveOn, to, 'a', from);
    const [unmet, late, beside] = await Promise.all([
      driver.write([move(7, 8), statement(insert, 'b', 1)]),
      driver.write([statement(insert, 'c', 1), statement(insert, 'd', 1), move(7, 8)]),
      driver.write([statement(insert, 'e', 1), move(1, 1)]),
    ]);
    assert.deepEqual([unmet.kind, late.kind, beside.kind], ['unmet', 'unmet', 'done']);
    assert.equal((await driver.write([move(1, 2), statement(insert, 'f', 1)])).kind, 'done');
    assert.deepEqual(
      (await driver.read(names, [])).map(({ name }) => name),
      ['a', 'e', 'f'],
    );
  });

  test(`STORE14 ${engine.name}: of many who move one checkpoint on at once, one does`, async () => {
    const place = await engine.newPlace();
    await using one = await engine.open(place);
    await using two = await engine.open(place);
    await one.write([statement(insert, 'a', 0)]);
    for (let round = 0; round < 10; round++) {
      const writes = Array.from({ length: 10 }, (_, each) =>
        (each % 2 === 0 ? one : two).write([
          condition(moveOn, round + 1, 'a', round),
          statement(insert, `${round}`, each),
        ]),
      );
      const kinds = (await Promise.all(writes)).map(({ kind }) => kind).sort();
      assert.deepEqual(kinds, ['done', ...Array.from({ length: 9 }, () => 'unmet')]);
    }
    assert.equal((await two.read(names, [])).length, 11);
  });
}

function manyContract(engine: StoreEngine): void {
  test(`STORE15 ${engine.name}: a thousand statements of one text in one write do what each would have done alone`, async (t) => {
    const driver = await openDriver(engine, t);
    const keys = Array.from({ length: 1000 }, (_, each) => each + 1);
    const written = await driver.write([
      ...keys.map((log) => statement(chatQueries.insert, log, 1, log, 'open', `${log}`, null, 1, 1)),
      ...keys.map((log) => statement(chatQueries.addMember, log, 7, 'member', 1, 0, 5)),
      ...keys.map((log) => statement(chatQueries.count, log * 2, log * 3, log * 4, log)),
      statement(chatQueries.count, 9, 9, 9, 1),
      ...keys.map((log) => statement(chatQueries.mark, log, log * 2, log, 7)),
      statement(chatQueries.mark, 9, 1, 1, 7),
      statement(chatQueries.mark, 9, 9, 1, 8),
    ]);
    assert.ok(written.kind === 'done');
    assert.equal(written.changes.length, 4003);
    assert.ok(written.changes.slice(0, 2000).every((met) => met === 1));
    for (const log of [2, 3, 255, 256, 257, 999, 1000]) {
      const [chat] = await driver.read(chatQueries.byLog, [log]);
      assert.deepEqual(
        [chat?.name, chat?.messages_count, chat?.position, chat?.active_at],
        [`${log}`, log * 2, log * 3, log * 4],
      );
      const [marks] = await driver.read(marksOf, [log, 7]);
      assert.deepEqual({ ...marks }, { delivered: log, is_read: Math.max(5, log * 2) });
    }
    const [first] = await driver.read(chatQueries.byLog, [1]);
    assert.deepEqual([first?.messages_count, first?.position, first?.active_at], [9, 9, 9]);
    assert.deepEqual({ ...(await driver.readOne(marksOf, [1, 7])) }, { delivered: 9, is_read: 5 });
    assert.equal(await driver.readOne(marksOf, [1, 8]), undefined);
  });

  test(`STORE15 ${engine.name}: one row among a thousand that may not be takes all back`, async (t) => {
    const driver = await openDriver(engine, t);
    const rows = Array.from({ length: 1000 }, (_, each) =>
      statement(chatQueries.addMember, each % 999, 7, 'member', 1, 0, 0),
    );
    assert.equal((await driver.write(rows)).kind, 'constraint');
    assert.equal(await driver.readOne(marksOf, [5, 7]), undefined);
  });
}
