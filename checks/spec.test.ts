import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse, type SourceFile, sourceFiles } from './architecture/source-file.ts';
import { areasOf, citedIn, idsIn, leadingIds, rulesOf, specRules } from './spec-rules.ts';

const rules = specRules();
const areas = areasOf(rules);
const product = sourceFiles().filter(({ path }) => path.startsWith('packages/'));
// Tests of the checks themselves are full of ids that are none.
const aboutChecks = /^checks\/(spec|architecture-proof|features)\.test\.ts$/;
const tests = sourceFiles().filter(
  ({ path }) => (path.endsWith('.test.ts') || path.includes('.contract.')) && !aboutChecks.test(path),
);

function citations(files: readonly SourceFile[], known: ReadonlySet<string>): Set<string> {
  return new Set(files.flatMap((file) => citedIn(file, known)));
}

describe('docs/spec', () => {
  test('no rule has the id of another', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
  });

  test('every rule is cited by the title of a test', (t) => {
    const cited = citations(tests, areas);
    const missing = rules.filter(({ id }) => !cited.has(id)).map(({ id, page }) => `${id} (${page})`);
    t.diagnostic(`${rules.length} rules in ${areas.size} areas`);
    assert.deepEqual(missing, [], 'rules without a test');
  });

  test('every id cited in a test or a comment is a rule', () => {
    const known = new Set(rules.map(({ id }) => id));
    const unknown = product.flatMap(({ path, text }) =>
      idsIn(text, areas)
        .filter((id) => !known.has(id))
        .map((id) => `${id} in ${path}`),
    );
    const leading = tests.flatMap((file) =>
      leadingIds(file)
        .filter((id) => !known.has(id))
        .map((id) => `${id} in ${file.path}`),
    );
    assert.deepEqual([...new Set([...unknown, ...leading])], []);
  });

  test('these checks find what they look for', () => {
    const page = '- **AB1** one\n- **AB2** two\ntext with **AB3**\n- **AB2** again\n';
    const found = rulesOf('a.md', page);
    assert.deepEqual(
      found.map(({ id }) => id),
      ['AB1', 'AB2', 'AB2'],
    );
    const source =
      "test('AB1 does', () => {}); it(`in AB2`, f); const rows = ['AB4 starts', 'no AB5']; f('UTF8');";
    assert.deepEqual(citedIn(parse('a.test.ts', source), areasOf(found)), ['AB1', 'AB2', 'AB4']);
    assert.deepEqual(leadingIds(parse('a.test.ts', source)), ['AB1']);
  });
});
