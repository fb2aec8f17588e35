import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterPoints, oneNode, onePartition, replicated } from '../scenarios/cluster-points.ts';
import { needOf } from './cost-figures.ts';
import { costModelPage } from './cost-model.ts';
import type { Measure, Result } from './result.ts';

const figure = (what: string, subject: string, value: number): Measure => ({
  ...{ what, subject, unit: '' },
  values: [value],
});

const result: Result = {
  ...{ scenario: 'cluster', short: false, command: '', commit: 'abc', date: '2026-11-21', rounds: 1 },
  ...{ options: {}, checked: 1, loadCpu: [0, 0], plots: [] },
  machine: { processor: 'P', cores: 2, memoryGb: 8, system: 'S', node: 'v26', loadBefore: 0 },
  measures: [
    figure('window 1: processor: nodes', replicated, 100),
    figure('window 1: processor: NATS', replicated, 30),
    ...clusterPoints.map(({ name }) => figure('window 10: processor: MariaDB', name, 50)),
    ...clusterPoints.map(({ name }) => figure('window 10: processor: OpenSearch', name, 200)),
    figure('bytes in the log, a copy', oneNode, 250),
    figure('bytes in the store', oneNode, 500),
    figure('bytes in the index, a copy', oneNode, 400),
    figure('window 10: stored, to the last', onePartition, 6000),
    figure('window 10: indexed, to the last', onePartition, 5000),
  ],
};

test('BENCH9 needs follow from the figures of a message', () => {
  const cost = {
    cpu: { nodes: 100, NATS: 30, MariaDB: 50, OpenSearch: 200 },
    bytes: { log: 250, store: 500, index: 400 },
    perPartition: 5000,
  };
  const need = needOf(100_000, cost);
  assert.equal(need.nodes, 20);
  assert.equal(need.partitions, 40);
  assert.equal(need.clusters, 1);
  assert.deepEqual(need.cores, { nodes: 20, NATS: 6, MariaDB: 20, OpenSearch: 80 });
  assert.deepEqual(need.servers, { NATS: 3, MariaDB: 2, OpenSearch: 5 });
  assert.equal(need.bytes.log, 100_000 * 86_400 * 2 * 250 * 3);
  assert.equal(needOf(1_000_000, cost).clusters, 7);
  assert.equal(needOf(1, cost).nodes, 3);
});

test('BENCH9 the page has what was measured, what that makes, and what was not measured; without a result it says so', () => {
  const page = costModelPage(result);
  for (const text of ['| 34,722 messages/s | 1,000,000 messages/s |', '200 µs', '## What is not measured'])
    assert.ok(page.includes(text), text);
  assert.doesNotMatch(page, /NaN|undefined|Infinity/);
  assert.match(costModelPage(undefined), /^Not run\. Run it with: `npm run bench -- cluster`$/m);
});
