import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conformanceQueries, conformanceTexts } from './conformance-corpus.ts';
import { Chance, sampleQuery } from './samples.test-support.ts';
import { ScanningIndex } from './scanning-index.test-support.ts';
import type { MatchPlace, MatchRequest, SearchDocument, SearchIndex } from './search-index.ts';

/** How the suite gets at an engine. */
export interface SearchIndexEngine {
  readonly name: string;
  /** Somewhere an index can be, empty. */
  newPlace(): Promise<string>;
  open(place: string): Promise<SearchIndex>;
}

/** Keys as chats of real apps have them. */
const lobby = 7 * 2 ** 32 + 1;
const office = 7 * 2 ** 32 + 12;
const nobody = 9 * 2 ** 32 + 3;

/** A message of one tail: a later one has a later time. */
const message = (seq: number, log: number, text: string | null): SearchDocument => ({
  ...{ seq, log, text },
  at: 1_700_000_000_000 + 10 * seq,
});

const reached = (seq: number) => ({ tail: 0, seq });

const corpus: readonly SearchDocument[] = conformanceTexts.map((text, index) =>
  message(3 * index + 1, index % 4 === 3 ? office : lobby, text),
);

/** What every search engine must do; those of a log with several tails also what `search-index-tails.contract.ts` says. */
export function searchIndexContract(engine: SearchIndexEngine): void {
  exactnessContract(engine);
  samplesContract(engine);
  boundsContract(engine);
  pagingContract(engine);
  scopeContract(engine);
  volumeContract(engine);
  turnsContract(engine);
  changesContract(engine);
  convergenceContract(engine);
  checkpointContract(engine);
  failureContract(engine);
}

/** Answers of two indexes to one query must be the same, whole and counted. */
export async function assertSameAnswer(index: SearchIndex, scan: SearchIndex, query: string, logs: number[]) {
  const request = { query, logs, limit: 1_000_000 };
  const told = JSON.stringify(query);
  await assertSamePage(index, scan, request);
  assert.equal(await index.count(request), await scan.count(request), `count of ${told}`);
}

/** The same matches, and the same said about whether more are left. */
async function assertSamePage(index: SearchIndex, scan: SearchIndex, request: MatchRequest) {
  const [found, expected] = [await index.matches(request), await scan.matches(request)];
  const told = JSON.stringify(request.query);
  assert.deepEqual(found.seqs, expected.seqs, `matches of ${told}`);
  assert.equal(found.next?.seq, expected.next?.seq, `more matches of ${told}`);
}

async function openWith(engine: SearchIndexEngine, documents: readonly SearchDocument[], checkpoint = 1) {
  const index = await engine.open(await engine.newPlace());
  await index.apply(documents, reached(checkpoint));
  return index;
}

async function scanOf(documents: readonly SearchDocument[]): Promise<ScanningIndex> {
  const scan = new ScanningIndex();
  await scan.apply(documents, reached(1));
  return scan;
}

function exactnessContract(engine: SearchIndexEngine): void {
  test(`SEARCH1 SEARCH2 ${engine.name}: finds in the conformance corpus what reading every text finds`, async () => {
    await using index = await openWith(engine, corpus);
    const scan = await scanOf(corpus);
    for (const query of conformanceQueries) await assertSameAnswer(index, scan, query, [lobby, office]);
    assert.deepEqual((await index.matches({ query: 'STRASSE', logs: [lobby], limit: 9 })).seqs, [25]);
  });
}

function samplesContract(engine: SearchIndexEngine): void {
  const seed = Date.now() % 1_000_000;
  test(`SEARCH1 SEARCH2 ${engine.name}: finds every part of every text (seed ${seed})`, async () => {
    await using index = await openWith(engine, corpus);
    const scan = await scanOf(corpus);
    const chance = new Chance(seed);
    for (let round = 0; round < 600; round++) {
      const logs = chance.pick([[lobby], [office], [lobby, office], [nobody, lobby]]);
      await assertSameAnswer(index, scan, sampleQuery(chance, conformanceTexts), logs);
    }
  });
}

function boundsContract(engine: SearchIndexEngine): void {
  test(`SEARCH1 ${engine.name}: a text of 16 kB of different characters is found by each of its parts`, async () => {
    const long = Array.from({ length: 5400 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    const documents = [message(1, lobby, long), message(2, lobby, 'b'.repeat(16_384))];
    await using index = await openWith(engine, documents);
    const scan = await scanOf(documents);
    const chance = new Chance(1);
    for (let round = 0; round < 50; round++) {
      await assertSameAnswer(index, scan, sampleQuery(chance, [long]), [lobby]);
    }
    await assertSameAnswer(index, scan, 'b'.repeat(200), [lobby]);
  });

  test(`SEARCH1 ${engine.name}: an empty query is refused by name`, async () => {
    await using index = await openWith(engine, corpus);
    await assert.rejects(index.matches({ query: '', logs: [lobby], limit: 1 }), RangeError);
    await assert.rejects(index.count({ query: '', logs: [lobby] }), RangeError);
  });
}

function pagingContract(engine: SearchIndexEngine): void {
  test(`SEARCH4 ${engine.name}: pages by cursor and by number have neither doubles nor holes`, async () => {
    await using index = await openWith(engine, corpus);
    for (const query of ['a', 'an', 'the', 'aaaa', 'hell']) {
      const logs = [lobby, office];
      const whole = (await index.matches({ query, logs, limit: 1000 })).seqs;
      for (const limit of [1, 2, 7]) {
        assert.deepEqual(await allPages(index, { query, logs, limit }), whole);
        const second = await index.matches({ query, logs, limit, skip: limit });
        assert.deepEqual(second.seqs, whole.slice(limit, 2 * limit));
        assert.equal(second.next === undefined, whole.length <= 2 * limit);
      }
    }
  });
}

function scopeContract(engine: SearchIndexEngine): void {
  test(`SEARCH4 ${engine.name}: only the logs asked for answer, be they none, unknown, or thousands`, async () => {
    const documents = Array.from({ length: 3000 }, (_, at) => {
      return message(at + 1, lobby + at, `message number ${at} of a chat`);
    });
    await using index = await openWith(engine, documents);
    const scan = await scanOf(documents);
    const everyOther = documents.filter(({ seq }) => seq % 2 === 0).map(({ log }) => log);
    for (const logs of [[], [nobody], [lobby + 5, lobby + 5], everyOther.slice(0, 60), everyOther]) {
      for (const query of ['e', 'um', '99', 'number 2', 'absent'])
        await assertSameAnswer(index, scan, query, logs);
    }
    const pages = await allPages(index, { query: 'number 1', logs: everyOther, limit: 100 });
    assert.equal(pages.length, await scan.count({ query: 'number 1', logs: everyOther }));
  });
}

function volumeContract(engine: SearchIndexEngine): void {
  test(`SEARCH4 ${engine.name}: twelve thousand matches, far apart in the log, are all found and counted`, async () => {
    const documents = Array.from({ length: 12_000 }, (_, at) => {
      const text = `note ${at}${at % 5 === 0 ? ' rare' : ''}`;
      return message(37 * at + 1, at % 3 === 0 ? office : lobby, text);
    });
    await using index = await openWith(engine, documents);
    const scan = await scanOf(documents);
    const manyLogs = Array.from({ length: 100 }, (_, at) => office + at);
    for (const query of ['n', 'ot', 'note', 'rare', 'note 11', '99 rare']) {
      for (const logs of [[lobby, office], [office], manyLogs])
        await assertSameAnswer(index, scan, query, logs);
      const deep = { query, logs: [lobby, office], limit: 7, skip: 2000 };
      await assertSamePage(index, scan, deep);
    }
  });
}

function turnsContract(engine: SearchIndexEngine): void {
  test(`SEARCH11 ${engine.name}: short calls are answered while long searches run`, async () => {
    const documents = Array.from({ length: 2000 }, (_, at) => message(1000 * at + 1, lobby, `note ${at}`));
    await using index = await openWith(engine, documents);
    const answered: string[] = [];
    const note = (name: string) => () => answered.push(name);
    await Promise.all([
      index.count({ query: 'note', logs: [lobby] }).then(note('long')),
      index.apply([], reached(77)).then(note('short')),
      index.checkpoint(0).then(note('short')),
    ]);
    assert.deepEqual(answered, ['short', 'short', 'long']);
  });

  test(`SEARCH8 ${engine.name}: a count asked again counts what changed in between`, async () => {
    await using index = await openWith(engine, corpus);
    const scan = await scanOf(corpus);
    const manyLogs = Array.from({ length: 100 }, (_, at) => lobby + at);
    for (const change of [
      message(1, lobby, 'the new'),
      message(4, lobby, null),
      message(900_000, lobby, 'the newest'),
    ]) {
      for (const logs of [[lobby], manyLogs]) {
        await assertSameAnswer(index, scan, 'the', logs);
        await assertSameAnswer(index, scan, 'the ', logs);
      }
      await index.apply([change], reached(2));
      await scan.apply([change], reached(2));
    }
    await assertSameAnswer(index, scan, 'the', [lobby]);
    await index.clear();
    assert.equal(await index.count({ query: 'the', logs: [lobby] }), 0);
  });
}

async function allPages(index: SearchIndex, search: { query: string; logs: number[]; limit: number }) {
  const seqs: number[] = [];
  let before: MatchPlace | undefined;
  for (;;) {
    const page = await index.matches(before === undefined ? search : { ...search, before });
    seqs.push(...page.seqs);
    if (page.next === undefined) return seqs;
    assert.equal(page.seqs.length, search.limit);
    assert.equal(page.next.seq, page.seqs.at(-1));
    before = page.next;
  }
}

function changesContract(engine: SearchIndexEngine): void {
  test(`SEARCH8 ${engine.name}: an edited message is found by its new text only, a deleted one not at all`, async () => {
    await using index = await openWith(engine, corpus);
    const found = async (query: string) => (await index.matches({ query, logs: [lobby], limit: 9 })).seqs;
    await index.apply([message(1, lobby, 'Goodbye moon')], reached(2));
    assert.deepEqual([await found('goodbye'), await found('hello w')], [[1], [4]]);
    await index.apply([message(1, lobby, null), message(2, lobby, null)], reached(3));
    assert.deepEqual([await found('goodbye'), await found('oodb'), await found('moon')], [[], [], []]);
    await index.apply([message(1, lobby, 'Hello again')], reached(4));
    assert.deepEqual(await found('lo again'), [1]);
  });
}

function convergenceContract(engine: SearchIndexEngine): void {
  const seed = Date.now() % 1_000_000;
  test(`SEARCH8 ${engine.name}: any edits, deletions and replays end as reading every text does (seed ${seed})`, async () => {
    await using index = await engine.open(await engine.newPlace());
    const scan = new ScanningIndex();
    const chance = new Chance(seed);
    let previous: SearchDocument[] = [];
    for (let round = 1; round <= 40; round++) {
      const batch = Array.from({ length: 1 + chance.below(60) }, () => randomChange(chance, 30 * round));
      for (const documents of chance.pick([[batch], [batch, batch], [batch, previous, batch]])) {
        await index.apply(documents, reached(round));
        await scan.apply(documents, reached(round));
      }
      previous = batch;
      for (let asked = 0; asked < 10; asked++) {
        await assertSameAnswer(index, scan, sampleQuery(chance, conformanceTexts), [lobby, office]);
      }
    }
  });
}

function randomChange(chance: Chance, newest: number): SearchDocument {
  const seq = 1 + chance.below(newest);
  const text =
    chance.below(4) === 0 ? null : `${chance.pick(conformanceTexts)} ${chance.pick(conformanceTexts)}`;
  return message(seq, seq % 3 === 0 ? office : lobby, text);
}

function checkpointContract(engine: SearchIndexEngine): void {
  test(`SEARCH7 ${engine.name}: a new index stands at 0; documents and checkpoint are there after reopening`, async () => {
    const place = await engine.newPlace();
    {
      await using index = await engine.open(place);
      assert.equal(await index.checkpoint(0), 0);
      await index.apply(corpus, reached(400));
      await index.apply([], reached(401));
    }
    await using index = await engine.open(place);
    assert.equal(await index.checkpoint(0), 401);
    await assertSameAnswer(index, await scanOf(corpus), 'the', [lobby, office]);
  });
}

function failureContract(engine: SearchIndexEngine): void {
  test(`SEARCH7 ${engine.name}: a batch that fails leaves neither documents nor checkpoint behind`, async () => {
    await using index = await openWith(engine, corpus, 400);
    const bad = { ...message(903, lobby, ''), text: { toString: null } } as unknown as SearchDocument;
    await assert.rejects(index.apply([message(902, lobby, 'half a batch'), bad], reached(500)));
    assert.equal(await index.checkpoint(0), 400);
    assert.equal(await index.count({ query: 'half a batch', logs: [lobby] }), 0);
    await index.apply([message(902, lobby, 'half a batch')], reached(500));
    assert.equal(await index.count({ query: 'half a batch', logs: [lobby] }), 1);
  });

  test(`SEARCH10 ${engine.name}: a cleared index is empty, stands at 0 and can be filled again`, async () => {
    await using index = await openWith(engine, corpus, 400);
    await index.clear();
    assert.equal(await index.checkpoint(0), 0);
    assert.equal(await index.count({ query: 'a', logs: [lobby, office] }), 0);
    await index.apply(corpus, reached(400));
    await assertSameAnswer(index, await scanOf(corpus), 'the', [lobby, office]);
  });
}
