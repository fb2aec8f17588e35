import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Seeded, seeded } from '@parley/testkit/seeded.ts';
import { Database } from '../../sqlite/database.ts';
import { migrations } from '../../store/migrations/migrations.ts';
import { chatLog } from '../log-key.ts';
import type { HashedSeq } from '../recent-keys.ts';
import { retryHash } from '../retry-hash.ts';
import { RetryFilter } from './retry-filter.ts';
import { RetryIndex } from './retry-index.ts';
import { keysOfRun, type RetryRun, runFromRow, seqsInRun } from './retry-run.ts';
import { writeRun } from './retry-run-writer.ts';

async function openDatabase(t: TestContext): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-retries-'));
  const database = Database.open(join(folder, 'parley.db'), migrations);
  t.after(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });
  return database;
}

function runs(database: Database): RetryRun[] {
  const sql = 'select id, level, first_seq, last_seq, keys, filter from retry_run order by last_seq';
  return database.all(sql, []).map(runFromRow);
}

function randomKeys(chance: Seeded, count: number, firstSeq: number): HashedSeq[] {
  // Few distinct high bits, so that hashes are shared, within a run and between runs.
  const keys = Array.from({ length: count }, (_, each) => ({
    hash: chance.oneIn(4) ? chance.below(50) * 2 ** 30 : chance.below(2 ** 26) * 2 ** 27 + chance.below(100),
    seq: firstSeq + each,
  }));
  return keys.sort((one, other) => one.hash - other.hash);
}

function seqsOf(keys: readonly HashedSeq[], hash: number): number[] {
  return keys.flatMap((key) => (key.hash === hash ? [key.seq] : []));
}

test('LOG5 a filter never says no to a key it holds, and to few strangers yes', (t) => {
  const chance = seeded(t);
  for (const size of [1, 2, 63, 1000, 20_000]) {
    const filter = RetryFilter.sized(size);
    const held = Array.from({ length: size }, () => chance.below(2 ** 32) * 2 ** 21 + chance.below(2 ** 21));
    for (const hash of held) filter.add(hash);
    const stored = new RetryFilter(Uint8Array.from(filter.bytes));
    assert.ok(held.every((hash) => stored.mayHave(hash)));
    const strangers = Array.from({ length: 5000 }, () => chance.below(2 ** 32) * 2 ** 21 + 7);
    const wrong = strangers.filter((hash) => stored.mayHave(hash)).length;
    assert.ok(size < 1000 || wrong < 150, `${wrong} of 5000 strangers pass a filter of ${size}`);
  }
});

test('LOG5 eight runs merge into one that finds every key of them, hashes shared or not', async (t) => {
  const chance = seeded(t);
  const database = await openDatabase(t);
  const size = 3000;
  const all: HashedSeq[] = [];
  for (let each = 0; each < 8; each++) {
    const firstSeq = 1 + each * size;
    const keys = randomKeys(chance, size, firstSeq);
    all.push(...keys);
    const run = { level: 0, firstSeq, lastSeq: firstSeq + size - 1, keys: size };
    assert.equal(await writeRun(database, run, keys), true);
  }
  const sealed = runs(database);
  assert.equal(sealed.length, 8);
  const run = { level: 1, firstSeq: 1, lastSeq: 8 * size, keys: 8 * size, replaces: sealed };
  assert.equal(await writeRun(database, run), true);
  const [merged, ...others] = runs(database);
  assert.ok(merged !== undefined && others.length === 0);
  const kept = [...keysOfRun(database, merged)];
  assert.deepEqual(
    kept.map(({ hash }) => hash),
    all.map(({ hash }) => hash).sort((a, b) => a - b),
  );
  for (const { hash } of all.filter(() => chance.oneIn(10))) {
    const found: number[] = seqsInRun(database, merged, hash) ?? [];
    assert.deepEqual(
      found.sort((a, b) => a - b),
      seqsOf(all, hash).sort((a, b) => a - b),
    );
  }
  assert.equal(
    sealed.filter((old) => seqsInRun(database, old, kept[0]?.hash ?? 0) === undefined).length > 0,
    true,
  );
});

test('LOG5 of two that seal the same keys at once one run counts, and it is whole', async (t) => {
  const chance = seeded(t);
  const database = await openDatabase(t);
  const keys = randomKeys(chance, 9000, 1);
  const run = { level: 0, firstSeq: 1, lastSeq: 9000, keys: 9000 };
  const written = await Promise.all([writeRun(database, run, keys), writeRun(database, run, keys)]);
  assert.deepEqual(written.sort(), [false, true]);
  const [only, ...others] = runs(database);
  assert.ok(only !== undefined && others.length === 0);
  assert.deepEqual([...keysOfRun(database, only)], keys);
});

test('LOG5 two keys that share a hash are told apart by their entries; like keys have unlike hashes', () => {
  const keys = Array.from({ length: 20_000 }, (_, each) => ({
    log: chatLog(1 + (each % 3), 1 + (each % 7)),
    ...(each % 2 === 0 ? { author: each % 11 } : { label: `device ${each % 5}` }),
    clientId: `${Math.floor(each / 2)}`,
  }));
  const hashes = new Set(keys.map(retryHash));
  assert.equal(hashes.size, keys.length);
  assert.ok([...hashes].every((hash) => Number.isSafeInteger(hash) && hash >= 0));
});

test('LOG5 keys that come while others are sealed are sealed after them, though nothing follows', async (t) => {
  const database = await openDatabase(t);
  const index = new RetryIndex(database, { sealAfter: 100, mergeAfter: 8 });
  const add = (from: number, to: number) => {
    for (let seq = from; seq <= to; seq++) {
      index.add({ log: chatLog(1, 1), author: 1, clientId: `${seq}` }, seq);
      index.advance(seq);
    }
  };
  add(1, 1000);
  await index.settle();
  assert.equal(
    runs(database).reduce((sum, run) => sum + run.keys, 0),
    1000,
  );
});
