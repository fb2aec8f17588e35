import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../run.ts';
import type { ClusterSettings } from './cluster-stock.ts';
import { metricSums } from './metric-sum.ts';
import type { Subject } from './subject.ts';
import { until } from './until.ts';

/** Equal nodes of one cluster on this machine. */
export interface ClusterNodes extends AsyncDisposable {
  readonly urls: readonly string[];
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

const settleMs = 15_000;

/** Starts nodes and waits until they have divided among them the work behind the log. */
export async function startClusterNodes(
  run: Run,
  { folder, settings, count }: { folder: string; settings: ClusterSettings; count: number },
): Promise<ClusterNodes> {
  await using started = new AsyncDisposableStack();
  const nodes: Subject[] = [];
  for (let index = 0; index < count; index++) {
    const data = join(folder, `node-${index}`);
    mkdirSync(data);
    nodes.push(started.use(await run.parley(data, settings)));
  }
  const urls = nodes.map(({ url }) => url);
  await until(() => isDivided(urls, Number(settings.PARLEY_PARTITIONS)), settleMs);
  const all = started.move();
  return {
    urls,
    pids: nodes.map(({ pid }) => pid),
    stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Of each partition somebody fills the store and somebody the index, one trims, and nobody has more than a share. */
async function isDivided(urls: readonly string[], partitions: number): Promise<boolean> {
  const works = 2 * partitions + 1;
  const held: number[] = [];
  for (const url of urls) held.push((await metricSums([url]))('parley_leases_held'));
  const together = held.reduce((sum, each) => sum + each, 0);
  return together === works && Math.max(...held) <= Math.ceil(works / urls.length);
}
