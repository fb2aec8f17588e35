import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Result } from './report/result.ts';
import { runBench } from './run-bench.test-support.ts';
import { twoNodes } from './scenarios/cluster-points.ts';

test('BENCH1 BENCH2 BENCH10 the short form of a cluster ends by itself with everything received, stored and indexed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-test-'));
  // The search engine runs as somebody else where this is root.
  await chmod(folder, 0o755);
  t.after(() => rm(folder, { recursive: true, force: true }));
  const temporary = join(folder, 'tmp');
  await runBench(['cluster', '--short', `--out=${folder}`], temporary);
  const { measures, checked } = JSON.parse(await readFile(join(folder, 'cluster.json'), 'utf8')) as Result;
  assert.ok(checked > 0);
  for (const { what, values } of measures)
    assert.ok(values.length > 0 && values.every(Number.isFinite), what);
  const figure = (what: string) =>
    measures.find((measure) => measure.what === `window 10: ${what}` && measure.subject === twoNodes)
      ?.values[0] ?? 0;
  for (const what of [
    'processor: nodes',
    'processor: NATS',
    'SQL statements',
    'publishes',
    'told on the bus',
  ])
    assert.ok(figure(what) > 0, what);
  assert.ok(figure('entries a publish') >= 1);
  assert.ok(figure('bulk requests of the index') > 0);
  assert.deepEqual(await readdir(temporary), [], 'nothing is left in the temporary folder');
});
