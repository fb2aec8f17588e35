import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from './architecture/source-file.ts';
import { asvsLevel2 } from './asvs-level-2.ts';
import { testTitles, titlesIn } from './feature-rows.ts';
import { root } from './root.ts';
import { requirementsOf, securityProblems, securityRows } from './security-rows.ts';

const rows = securityRows(readFileSync(path.join(root, 'docs/security.md'), 'utf8'));

describe('docs/security.md', () => {
  test('SEC7 every requirement names tests that exist, or says why there is none', (t) => {
    const open = rows.filter(({ how }) => /^open\b/i.test(how)).map(({ id }) => id);
    t.diagnostic(`${rows.length} requirements, open: ${open.join(' ')}`);
    assert.deepEqual(securityProblems(rows, testTitles()), []);
  });

  test('SEC7 every requirement of levels 1 and 2 stands there once, in order', () => {
    assert.deepEqual(rows.flatMap(requirementsOf), asvsLevel2);
  });

  test('this check finds what it looks for', () => {
    const [row] = securityRows('| 1.2.6–1.2.8 | a | b | c |');
    assert.deepEqual(row && requirementsOf(row), ['1.2.6', '1.2.7', '1.2.8']);
    const known = new Map([['a.test.ts', titlesIn(parse('a.test.ts', "test('AB1 adds two numbers', f);"))]]);
    const problems = (how: string, proof: string) =>
      securityProblems(securityRows(`| 1.2.3 | adds | ${how} | ${proof} |`), known).length;
    assert.equal(problems('it adds', 'a.test.ts › adds two'), 0);
    assert.equal(problems('it adds', 'by review'), 0);
    assert.equal(problems('not applicable: nothing is added', ''), 0);
    assert.equal(problems('open: not yet', ''), 0);
    assert.equal(problems('it adds', ''), 1);
    assert.equal(problems('', 'by review'), 1);
    assert.equal(problems('it adds', 'a.test.ts › gone'), 1);
    assert.equal(problems('open: not yet', 'b.test.ts › adds'), 1);
  });
});
