import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { seeded } from '@parley/testkit/seeded.ts';
import type { Statement } from '../sql/statement.ts';
import { migrations } from '../store/migrations/migrations.ts';
import { openWritable } from './connection.ts';
import { GroupWriter } from './group-writer.ts';
import { migrate } from './migrate.ts';
import type { AppendTask, GroupOutcome, WriteResult, WriteTask } from './task.ts';

function newFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-writer-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'parley.db');
  migrate(path, migrations);
  return path;
}

function openWriter(t: TestContext, path: string) {
  const connection = openWritable(path);
  t.after(() => connection.close());
  const writer = new GroupWriter(connection);
  let groups = 0;
  const write = (...tasks: WriteTask[]): readonly WriteResult[] => {
    const outcome: GroupOutcome = writer.write({ id: ++groups, tasks });
    assert.ok('results' in outcome, 'failure' in outcome ? outcome.message : '');
    return outcome.results;
  };
  const attempt = (...tasks: WriteTask[]) => writer.write({ id: ++groups, tasks });
  const rows = (sql: string) => connection.prepare(sql).all();
  return { write, attempt, rows, connection };
}

let appends = 0;

function append(
  log: number,
  expected: number,
  more: Partial<AppendTask> & { count?: number } = {},
): AppendTask {
  const { count = 1, ...rest } = more;
  const rows = Array.from({ length: count }, (_, each) => {
    const position = expected + 1 + each;
    return [log, position, position, 1, null, 3, null, null, 1, `${log}:${position}`, null];
  }).flat();
  return { kind: 'append', log, expected, id: ++appends, after: 0, rows, derived: [], ...rest };
}

const insertTailer = (name: string): Statement => ({
  sql: 'insert into tailer (name, seq) values (?, 1)',
  values: [name],
});
const statements = (...all: Statement[]): WriteTask => ({ kind: 'statements', statements: all });

test('LOG3 a task that fails in a group leaves its neighbours as they are', (t) => {
  const { write, rows } = openWriter(t, newFile(t));
  const results = write(
    append(1, 0),
    statements(insertTailer('a'), insertTailer('a')),
    append(1, 5),
    append(2, 0, { count: 2 }),
    append(1, 1),
    statements(insertTailer('b')),
  );
  assert.deepEqual(
    results.map(({ kind }) => kind),
    ['appended', 'constraint', 'conflict', 'appended', 'appended', 'done'],
  );
  assert.deepEqual(
    rows('select seq, log, position from entry order by seq').map((row) => Object.values(row)),
    [
      [1, 1, 1],
      [2, 2, 1],
      [3, 2, 2],
      [4, 1, 2],
    ],
  );
  assert.deepEqual(
    rows('select name from tailer').map((row) => row.name),
    ['b'],
  );
});

test('STORE3 what is derived from an entry happens with it or not at all', (t) => {
  const { write, rows } = openWriter(t, newFile(t));
  const [first, second, third, fourth] = write(
    append(1, 0, { derived: [insertTailer('derived')] }),
    append(1, 1, { count: 3, derived: [insertTailer('other'), insertTailer('derived')] }),
    append(1, 1, { derived: [insertTailer('third')] }),
    append(2, 0),
  );
  assert.deepEqual(first, { kind: 'appended', firstSeq: 1 });
  assert.equal(second?.kind, 'constraint');
  assert.deepEqual(third, { kind: 'appended', firstSeq: 2 });
  assert.deepEqual(fourth, { kind: 'appended', firstSeq: 3 });
  assert.deepEqual(
    rows('select name from tailer order by name').map((row) => row.name),
    ['derived', 'third'],
  );
});

test('LOG6 sequences have no gap after conflicts, roll-backs and failures, also with two writers', (t) => {
  const chance = seeded(t);
  const path = newFile(t);
  const writers = [openWriter(t, path), openWriter(t, path)];
  const heads = new Map<number, number>();
  for (let round = 0; round < 120; round++) {
    const { write, attempt } = chance.pick(writers);
    const log = 1 + chance.below(4);
    const head = heads.get(log) ?? 0;
    const count = 1 + chance.below(3);
    if (chance.oneIn(4)) assert.equal(write(append(log, head + 1))[0]?.kind, 'conflict');
    if (chance.oneIn(5)) {
      const broken = append(log, head, { derived: [{ sql: 'insert into nowhere values (1)', values: [] }] });
      assert.ok('failure' in attempt(append(9, heads.get(9) ?? 0), broken));
    }
    const twice = [insertTailer('again'), insertTailer('again')];
    if (chance.oneIn(3)) assert.equal(write(append(log, head, { derived: twice }))[0]?.kind, 'constraint');
    assert.equal(write(append(log, head, { count }))[0]?.kind, 'appended');
    heads.set(log, head + count);
  }
  const entries = writers[0]?.rows('select seq, log, position from entry order by seq') ?? [];
  assert.deepEqual(
    entries.map(({ seq }) => seq),
    entries.map((_, index) => index + 1),
  );
  for (const [log, head] of heads) {
    const positions = entries.filter((entry) => entry.log === log).map(({ position }) => position);
    assert.deepEqual(
      positions,
      Array.from({ length: head }, (_, index) => index + 1),
    );
  }
});

test('LOG3 a head that another writer moved is noticed', (t) => {
  const path = newFile(t);
  const one = openWriter(t, path);
  const two = openWriter(t, path);
  assert.equal(one.write(append(1, 0))[0]?.kind, 'appended');
  assert.equal(two.write(append(1, 1))[0]?.kind, 'appended');
  assert.deepEqual(one.write(append(1, 1)), [{ kind: 'conflict', head: 2 }]);
  assert.equal(one.write(append(1, 2))[0]?.kind, 'appended');
});

test('LOG3 an append that was called behind another needs that one, not just its position', (t) => {
  const path = newFile(t);
  const one = openWriter(t, path);
  const two = openWriter(t, path);
  assert.equal(two.write(append(1, 0))[0]?.kind, 'appended');
  const lost = append(1, 0);
  const built = append(1, 1, { after: lost.id });
  assert.deepEqual(
    one.write(lost, built).map(({ kind }) => kind),
    ['conflict', 'conflict'],
  );
  const first = append(1, 1);
  const second = append(1, 2, { after: first.id });
  assert.equal(one.write(first)[0]?.kind, 'appended');
  // Somebody writes elsewhere in between: the head is read again, and is still that of the first.
  assert.equal(two.write(append(2, 0))[0]?.kind, 'appended');
  assert.equal(one.write(second)[0]?.kind, 'appended');
});

test('LOG4 a group that fails leaves no trace, and the next one stands on what is there', (t) => {
  const { write, attempt, rows } = openWriter(t, newFile(t));
  write(append(1, 0));
  const outcome = attempt(append(1, 1), statements({ sql: 'insert into nowhere values (1)', values: [] }));
  assert.ok('failure' in outcome && outcome.failure === 'failed');
  assert.equal(rows('select * from entry').length, 1);
  assert.equal(write(append(1, 2))[0]?.kind, 'conflict');
  assert.deepEqual(write(append(1, 1)), [{ kind: 'appended', firstSeq: 2 }]);
});
