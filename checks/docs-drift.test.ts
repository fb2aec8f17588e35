import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { costModelPage } from '../bench/report/cost-model.ts';
import { performancePage } from '../bench/report/performance-page.ts';
import { readResults } from '../bench/report/read-results.ts';
import { plotFiles } from '../bench/report/write-report.ts';
import { experiments } from '../faults/experiments.ts';
import { readResults as readFaults } from '../faults/report/read-results.ts';
import { reliabilityPage } from '../faults/report/reliability-page.ts';
import { referencePages } from './reference/pages.ts';
import { root } from './root.ts';

const folder = path.join(root, 'docs/reference');

describe('docs/reference', () => {
  for (const [name, wanted] of Object.entries(referencePages())) {
    test(`${name} is what its source says`, () => {
      const file = path.join(folder, name);
      const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
      assert.ok(found === wanted, `docs/reference/${name} is out of date; run npm run docs`);
    });
  }

  test('holds generated pages only', () => {
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(referencePages()).sort());
  });
});

describe('docs/performance.md', () => {
  const results = readResults(path.join(root, 'bench/results'));
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

  test('BENCH6 it is what the report makes of bench/results', () => {
    const isCurrent = read('docs/performance.md') === performancePage(results);
    assert.ok(isCurrent, 'docs/performance.md is out of date; run npm run bench -- report');
  });

  test('BENCH6 its plots are what the report draws of bench/results', () => {
    const wanted = plotFiles(results);
    const plots = path.join(root, 'bench/results/plots');
    const found = existsSync(plots) ? readdirSync(plots) : [];
    assert.deepEqual(found.sort(), [...wanted.keys()].sort());
    for (const [name, text] of wanted) {
      const isCurrent = read(`bench/results/plots/${name}`) === text;
      assert.ok(isCurrent, `${name} is out of date; run npm run bench -- report`);
    }
  });

  test('BENCH9 docs/cost-model.md is what the report makes of the scenario of a cluster', () => {
    const isCurrent = read('docs/cost-model.md') === costModelPage(results.get('cluster'));
    assert.ok(isCurrent, 'docs/cost-model.md is out of date; run npm run bench -- report');
  });

  test('BENCH6 it holds no short runs', () => {
    for (const { scenario, short } of results.values()) assert.equal(short, false, scenario);
  });
});

describe('docs/reliability.md', () => {
  test('FAULT1 it is what the report makes of faults/results', () => {
    const page = reliabilityPage(experiments, readFaults(path.join(root, 'faults/results')));
    const isCurrent = readFileSync(path.join(root, 'docs/reliability.md'), 'utf8') === page;
    assert.ok(isCurrent, 'docs/reliability.md is out of date; run npm run faults -- report');
  });
});
