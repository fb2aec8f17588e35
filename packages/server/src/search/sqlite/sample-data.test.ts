import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Chance, sampleQuery } from '../samples.test-support.ts';
import { ScanningIndex } from '../scanning-index.test-support.ts';
import { assertSameAnswer } from '../search-index.contract.ts';
import type { SearchDocument } from '../search-index.ts';
import { openSqliteSearchIndex } from './sqlite-search-index.ts';

/** A folder of conversations, one JSON message with a `text` a line. */
const folder = process.env.PARLEY_SAMPLE_DATA;
const skip = folder === undefined ? 'PARLEY_SAMPLE_DATA names no folder of conversations' : false;
const queries = 600;
const punctuation = [
  '.',
  ',',
  '?',
  '!',
  '-',
  '_',
  '%',
  '*',
  '"',
  "'",
  '(',
  ')',
  '`',
  '<@',
  '://',
  ':)',
  '#t',
  '\\',
  '  ',
];

const documentOf = (seq: number, log: number, text: string) => ({ seq, at: seq, log, text });

async function conversations(path: string): Promise<SearchDocument[]> {
  const documents: SearchDocument[] = [];
  const files = (await readdir(path)).filter((name) => name.endsWith('.jsonl')).sort();
  for (const [log, name] of files.entries()) {
    for (const line of (await readFile(join(path, name), 'utf8')).split('\n')) {
      if (line !== '') documents.push(documentOf(documents.length + 1, log + 1, JSON.parse(line).text));
    }
  }
  return documents;
}

const seed = Date.now() % 1_000_000;

test(`SEARCH1 sqlite: ${queries} queries of real conversations (seed ${seed})`, { skip }, async (t) => {
  const documents = await conversations(folder ?? '');
  const place = await mkdtemp(join(tmpdir(), 'parley-search-'));
  t.after(() => rm(place, { recursive: true }));
  await using index = await openSqliteSearchIndex(join(place, 'search.db'));
  const scan = new ScanningIndex();
  await scan.apply(documents, { tail: 0, seq: documents.length });
  for (let at = 0; at < documents.length; at += 2000)
    await index.apply(documents.slice(at, at + 2000), { tail: 0, seq: at + 2000 });
  const chance = new Chance(seed);
  const texts = documents.map(({ text }) => text ?? '');
  for (let round = 0; round < queries; round++) {
    const query = round % 10 === 0 ? chance.pick(punctuation) : sampleQuery(chance, texts);
    await assertSameAnswer(index, scan, query, chance.pick([[1], [2], [1, 2]]));
  }
});
