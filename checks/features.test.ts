import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from './architecture/source-file.ts';
import { featureProblems, featureRows, testTitles, titlesIn } from './feature-rows.ts';
import { root } from './root.ts';

const rows = featureRows(readFileSync(path.join(root, 'docs/features.md'), 'utf8'));

const titles = testTitles();

const hasPage = (page: string) => existsSync(path.join(root, 'docs', page));

describe('docs/features.md', () => {
  test('every row names a test that exists, or says that it is open', (t) => {
    const open = rows.filter(({ proof }) => proof === 'open').map(({ id }) => id);
    t.diagnostic(open.length === 0 ? 'no row is open' : `open: ${open.join(' ')}`);
    assert.deepEqual(featureProblems(rows, titles, hasPage), []);
  });

  test('no id stands twice and none is lost', () => {
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    assert.ok(rows.length >= 60, `only ${rows.length} rows were found`);
  });

  test('this check finds what it looks for', () => {
    const known = new Map([['a.test.ts', titlesIn(parse('a.test.ts', "test('AB1 adds two numbers', f);"))]]);
    const problems = (proof: string) =>
      featureProblems(
        featureRows(`| A1 | adds | m | ${proof} | [page](gone.md) |`),
        known,
        (page) => page !== 'gone.md',
      ).length;
    assert.equal(problems('open'), 1);
    assert.equal(problems('a.test.ts › adds two'), 1);
    assert.equal(problems('a.test.ts › adds two; a.test.ts › gone'), 2);
    assert.equal(problems('b.test.ts › adds two'), 2);
    assert.equal(problems('some day'), 2);
  });
});
