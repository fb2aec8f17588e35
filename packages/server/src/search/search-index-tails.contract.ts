import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from './samples.test-support.ts';
import { ScanningIndex } from './scanning-index.test-support.ts';
import type { SearchIndexEngine } from './search-index.contract.ts';
import type { MatchPlace, SearchDocument, SearchIndex } from './search-index.ts';

const app = 7 * 2 ** 32;
const tails = 3;
const start = 1_700_000_000_000;

/** What an engine for a log of several tails must do beyond the rest. */
export function searchTailsContract(engine: SearchIndexEngine): void {
  checkpointsContract(engine);
  orderContract(engine);
  continuationContract(engine);
}

/** One chat for each tail. Sequences of a tail say nothing about those of another. */
function messageOf(tail: number, each: number, at: number): SearchDocument {
  const seq = ((tails - tail) * 1_000_000 + each) * 1024 + tail;
  return { seq, at: start + at, log: app + 1 + tail, text: `note ${tail}.${each}` };
}

const logs = Array.from({ length: tails }, (_, tail) => app + 1 + tail);

function checkpointsContract(engine: SearchIndexEngine): void {
  test(`SEARCH16 ${engine.name}: each tail has its own checkpoint; processes that write tails at once lose nothing`, async () => {
    const place = await engine.newPlace();
    await using one = await engine.open(place);
    await using two = await engine.open(place);
    const write = async (index: SearchIndex, tail: number) => {
      for (let round = 1; round <= 4; round++) {
        const documents = Array.from({ length: 25 }, (_, at) => messageOf(tail, 25 * round + at, at));
        await index.apply(documents, { tail, seq: 1000 * round + tail });
      }
    };
    await Promise.all([write(one, 0), write(two, 1), write(one, 2)]);
    for (const index of [one, two]) {
      const reached = await Promise.all([0, 1, 2, 3].map((tail) => index.checkpoint(tail)));
      assert.deepEqual(reached, [4000, 4001, 4002, 0]);
      assert.equal(await index.count({ query: 'note', logs }), 300);
    }
    await one.clear();
    assert.deepEqual([await two.checkpoint(0), await two.checkpoint(1)], [0, 0]);
  });
}

function orderContract(engine: SearchIndexEngine): void {
  const seed = Date.now() % 1_000_000;
  test(`SEARCH17 ${engine.name}: across tails newest first is by time, in one chat by sequence (seed ${seed})`, async () => {
    const chance = new Chance(seed);
    await using index = await engine.open(await engine.newPlace());
    const scan = new ScanningIndex();
    for (let tail = 0; tail < tails; tail++) {
      // Clocks of nodes differ: times of one tail do not always rise, and many are the same.
      const documents = Array.from({ length: 60 }, (_, at) => messageOf(tail, at, at + chance.below(20)));
      await index.apply(documents, { tail, seq: 1 });
      await scan.apply(documents, { tail, seq: 1 });
    }
    for (const scope of [logs, logs.slice(1), logs.slice(0, 1), logs.slice(2)]) {
      const search = { query: 'note', logs: scope };
      const expected = (await scan.matches({ ...search, limit: 1000 })).seqs;
      assert.equal(expected.length, 60 * scope.length);
      for (const limit of [1, 7, 1000]) assert.deepEqual(await pages(index, { ...search, limit }), expected);
      const numbered = { ...search, limit: 5, skip: 11 };
      assert.deepEqual((await index.matches(numbered)).seqs, expected.slice(11, 16));
    }
  });
}

async function pages(index: SearchIndex, search: { query: string; logs: number[]; limit: number }) {
  const seqs: number[] = [];
  for (let before: MatchPlace | undefined; ; ) {
    const page = await index.matches(before === undefined ? search : { ...search, before });
    seqs.push(...page.seqs);
    if (page.next === undefined) return seqs;
    before = page.next;
  }
}

function continuationContract(engine: SearchIndexEngine): void {
  test(`SEARCH14 ${engine.name}: a tail is not written on an index that another process emptied, only from its beginning`, async () => {
    const place = await engine.newPlace();
    await using index = await engine.open(place);
    const note = (tail: number, each: number) => [messageOf(tail, each, each)];
    for (const tail of [0, 1]) await index.apply(note(tail, 1), { tail, seq: 10, after: 0 });
    await using other = await engine.open(place);
    await other.clear();
    for (const tail of [0, 1]) {
      const goOn = () => index.apply(note(tail, 2), { tail, seq: 20, after: 10 });
      await assert.rejects(async () => {
        await goOn();
        await goOn();
      });
      await assert.rejects(goOn(), /stands at 0 in tail \d, and these documents follow on 10/);
    }
    assert.equal(await index.count({ query: 'note', logs }), 0);
    await index.apply([...note(0, 1), ...note(0, 2)], { tail: 0, seq: 20, after: 0 });
    assert.deepEqual([await other.checkpoint(0), await other.checkpoint(1)], [20, 0]);
  });
}
