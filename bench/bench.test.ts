import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { outsidePeers } from './peers/names.ts';
import { readResults } from './report/read-results.ts';
import type { Result } from './report/result.ts';
import { writeReport } from './report/write-report.ts';
import { runBench } from './run-bench.test-support.ts';
import { scenarios } from './scenarios/scenarios.ts';

/** Figures that every short run must have found; how large they are is not a test's business. */
const withoutLoad = /^p[89]$/;

/** Other people's servers are measured, or it is said why not. */
function assertPeers({ measures, leftOut = [] }: Result): void {
  for (const peer of outsidePeers) {
    const isMeasured = measures.some(({ subject }) => subject === peer);
    assert.ok(isMeasured || leftOut.some((text) => text.startsWith(peer)), peer);
  }
}

describe('the short form of every scenario', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-bench-test-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const { id, title, targets } of scenarios) {
    test(`BENCH1 BENCH2 BENCH8 ${id} ends by itself with every message received: ${title}`, async () => {
      const temporary = join(folder, `tmp-${id}`);
      await runBench([id, '--short', `--out=${folder}`], temporary);
      const result = JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')) as Result;
      assert.equal(result.scenario, id);
      assert.equal(result.short, true);
      assert.equal(result.checked > 0, !withoutLoad.test(id), 'messages and requests were counted');
      for (const { what, values } of result.measures) {
        assert.ok(values.length > 0 && values.every(Number.isFinite), what);
      }
      assert.deepEqual(await readdir(temporary), [], 'nothing is left in the temporary folder');
      if (/^p[12]$/.test(id)) assertPeers(result);
      if (id === 'p2') return;
      for (const { what } of targets) {
        const named = (measure: { what: string }) => measure.what === what || what.startsWith('window 10:');
        assert.ok(result.measures.some(named), `${what} was measured`);
      }
    });
  }

  test('BENCH6 the report names every scenario, its command, and draws every plot', async () => {
    const results = readResults(folder);
    const page = join(folder, 'performance.md');
    const plots = join(folder, 'plots');
    writeReport(results, { page, costModel: join(folder, 'cost-model.md'), plots });
    const text = await readFile(page, 'utf8');
    for (const { id } of scenarios)
      assert.match(text, new RegExp(`Again with: \`npm run bench -- ${id} --short\``));
    for (const result of results.values()) {
      for (const { name } of result.plots) assert.ok(existsSync(join(plots, `${name}.svg`)), name);
    }
    assert.doesNotMatch(text, /NaN|undefined/);
    for (const left of results.get('p1')?.leftOut ?? []) assert.ok(text.includes(`Left out: ${left}.`), left);
  });
});

test('BENCH6 BENCH8 without results every row of the report says that it was not run', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  writeReport(readResults(join(folder, 'none')), {
    page: join(folder, 'page.md'),
    costModel: join(folder, 'cost-model.md'),
    plots: join(folder, 'plots'),
  });
  const text = await readFile(join(folder, 'page.md'), 'utf8');
  for (const { id } of scenarios)
    assert.ok(text.includes(`Not run. Run it with: \`npm run bench -- ${id}\``), id);
  assert.match(text, /^Not compared in these results: Socket.IO, ejabberd\.$/m);
  const rows = text.split('\n').filter((line) => line.startsWith('| [P'));
  assert.ok(rows.length >= scenarios.length && rows.every((row) => row.includes('| not run |')));
});

test('BENCH2 the list, an unknown scenario and a wrong number are answered without a run', async () => {
  const listed = await runBench([]);
  for (const { id } of scenarios) assert.match(listed.output, new RegExp(`^ +${id} `, 'm'));
  await assert.rejects(runBench(['p99']), /there is no scenario p99/);
  await assert.rejects(runBench(['p1', '--rounds=none']), /--rounds is none; give a number above zero/);
});
