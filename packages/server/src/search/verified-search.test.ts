import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScanningIndex } from './scanning-index.test-support.ts';
import type { MatchPlace, SearchDocument } from './search-index.ts';
import { type CurrentSearch, searchCurrentTexts } from './verified-search.ts';

const log = 5;

/** An index over the documents as they were, and the texts as they are now. */
async function indexed(documents: readonly SearchDocument[]) {
  const index = new ScanningIndex();
  await index.apply(documents, { tail: 0, seq: 1 });
  const texts = new Map(documents.map(({ seq, text }) => [seq, text]));
  const asked: number[] = [];
  const textsOf = (seqs: readonly number[]) => {
    asked.push(...seqs);
    return seqs.map((seq) => texts.get(seq) ?? null);
  };
  return { index, texts, asked, textsOf };
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ seq: at + 1, at: at + 1, log, text: `Message ${at + 1}` }));

test('SEARCH3 SEARCH5 hits come newest first with the current text and its highlights', async () => {
  const { index, textsOf } = await indexed(numbered(3));
  const found = await searchCurrentTexts(index, { logs: [log], query: 'MESSAGE', limit: 2, textsOf });
  assert.deepEqual(found, {
    hits: [
      { seq: 3, text: 'Message 3', highlights: [[0, 7]] },
      { seq: 2, text: 'Message 2', highlights: [[0, 7]] },
    ],
    next: 2,
  });
});

test('SEARCH5 a message edited or deleted since it was indexed does not show, and the page fills up', async () => {
  const { index, texts, textsOf } = await indexed(numbered(60));
  texts.set(60, 'something else');
  texts.set(59, null);
  texts.delete(58);
  texts.set(57, 'an edited message');
  const found = await searchCurrentTexts(index, { logs: [log], query: 'message', limit: 2, textsOf });
  assert.deepEqual(
    found.hits.map(({ seq, highlights }) => [seq, highlights]),
    [
      [57, [[10, 17]]],
      [56, [[0, 7]]],
    ],
  );
});

test('SEARCH4 SEARCH5 following the cursor gives every current match once, whatever the filter leaves out', async () => {
  const { index, texts, textsOf } = await indexed(numbered(400));
  for (let seq = 1; seq <= 400; seq++) if (seq % 7 !== 0) texts.set(seq, null);
  const expected = Array.from({ length: 57 }, (_, at) => 399 - 7 * at);
  for (const limit of [1, 5, 19, 57, 100]) {
    const search = { logs: [log], query: 'e', limit, textsOf };
    assert.deepEqual(await everyPage(index, search), expected);
  }
});

test('SEARCH6 a page reads a bounded number of texts and says where to go on', async () => {
  const { index, texts, asked, textsOf } = await indexed(numbered(20_000));
  for (let seq = 2; seq <= 20_000; seq++) texts.set(seq, null);
  const search = { logs: [log], query: 'e', limit: 10, textsOf };
  const first = await searchCurrentTexts(index, search);
  assert.deepEqual(first.hits, []);
  assert.ok(first.next !== undefined && asked.length <= 6000, `${asked.length} texts read`);
  assert.deepEqual(await everyPage(index, search), [1]);
  assert.equal(new Set(asked).size, 20_000);
});

test('SEARCH4 pages by number leave out the newest matches', async () => {
  const { index, textsOf } = await indexed(numbered(50));
  const found = await searchCurrentTexts(index, { logs: [log], query: 'e', limit: 10, skip: 20, textsOf });
  assert.deepEqual(
    found.hits.map(({ seq }) => seq),
    [30, 29, 28, 27, 26, 25, 24, 23, 22, 21],
  );
});

async function everyPage(index: ScanningIndex, search: CurrentSearch): Promise<number[]> {
  const seqs: number[] = [];
  let before: MatchPlace | undefined;
  do {
    const { hits, next } = await searchCurrentTexts(
      index,
      before === undefined ? search : { ...search, before },
    );
    seqs.push(...hits.map(({ seq }) => seq));
    assert.ok(next === undefined || before === undefined || next < before.seq, 'the cursor goes down');
    before = next === undefined ? undefined : { seq: next, at: next };
  } while (before !== undefined);
  return seqs;
}
