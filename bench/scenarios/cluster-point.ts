import { clusterSettings } from '@parley/testkit/cluster-place.ts';
import type { ClusterGround } from '../load/cluster-ground.ts';
import { type ClusterNodes, startClusterNodes } from '../load/cluster-nodes.ts';
import { type ClusterSettings, type ClusterStock, openClusterStock } from '../load/cluster-stock.ts';
import { prepareLoad } from '../load/load-process.ts';
import type { Pair, PairsPlan, PairsResult } from '../load/plans.ts';
import { Seed } from '../load/seed.ts';
import { typicalPairs } from '../load/typical-pairs.ts';
import { until } from '../load/until.ts';
import type { Run } from '../run.ts';
import { type ClusterCost, noteCost, startAccount } from './cluster-account.ts';
import type { ClusterPoint } from './cluster-points.ts';

export interface ClusterLoads {
  readonly pairs: number;
  readonly partitions: number;
  /** The first is measured everywhere. */
  readonly windows: readonly number[];
  readonly perSecond: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** How long the open loop is measured. */
  readonly openMs: number;
}

/** How long store and index may take to have everything once nothing is sent any more. */
const behindMs = 120_000;
const lookEveryMs = 200;

/** One cluster of its own: filled with people, measured, and gone. */
export function measurePoint(
  run: Run,
  ground: ClusterGround,
  { point, loads }: { readonly point: ClusterPoint; readonly loads: ClusterLoads },
): Promise<void> {
  return run.inFolder(async (folder) => {
    const engines = await ground.engines(point.natsServers);
    const settings = {
      ...(await clusterSettings(engines, folder)),
      PARLEY_PARTITIONS: String(point.partitions ?? loads.partitions),
      PARLEY_LOG_REPLICAS: String(point.natsServers),
      PARLEY_ELASTICSEARCH_REPLICAS: '0',
    };
    const pairs = await seedCluster(folder, settings, point.pairs ?? loads.pairs);
    await using stock = await openClusterStock(settings);
    await using nodes = await startClusterNodes(run, { folder, settings, count: point.nodes });
    const isSeeded = async () => (await stock.heads()).size >= pairs.length;
    if (!(await until(isSeeded, behindMs)))
      throw new Error(`${point.name}: not all chats came into the store`);
    const parts = { run, ground, nodes, stock, pairs, name: point.name };
    const { warmUpMs, measureMs, openMs, windows, perSecond } = loads;
    for (const window of point.thorough ? windows : windows.slice(0, 1))
      await fillWindows(parts, { window, warmUpMs, measureMs });
    // Afterwards: what has run for a while is not compiled while it is measured.
    if (point.thorough) await offerRate(parts, { perSecond, warmUpMs, measureMs: openMs });
    await nodes.stop();
    await stock.dropIndex();
  });
}

interface Parts {
  readonly run: Run;
  readonly ground: ClusterGround;
  readonly nodes: ClusterNodes;
  readonly stock: ClusterStock;
  readonly pairs: readonly Pair[];
  readonly name: string;
}

type Loading = Pick<PairsPlan, 'window' | 'perSecond' | 'warmUpMs' | 'measureMs'>;

async function seedCluster(
  folder: string,
  settings: ClusterSettings,
  count: number,
): Promise<readonly Pair[]> {
  await using seed = await Seed.open(folder, settings);
  return typicalPairs(await seed.pairs(count));
}

/** Latency while the cluster has time to spare. */
async function offerRate(parts: Parts, loading: Loading): Promise<void> {
  const { run, name } = parts;
  const { result } = await measureLoad(parts, loading);
  const rate = `${loading.perSecond}/s`;
  run.note(`${rate}: p50`, name, 'ms', result.delivery.p50);
  run.note(`${rate}: p90`, name, 'ms', result.delivery.p90);
  run.note(`${rate}: p99`, name, 'ms', result.delivery.p99);
}

/** What the cluster carries, and what each message costs until it is stored and indexed. */
async function fillWindows(parts: Parts, loading: Loading): Promise<void> {
  const { run, name } = parts;
  const { result, cost } = await measureLoad(parts, loading);
  const what = `window ${loading.window}`;
  run.note(`${what}: received`, name, 'messages/s', result.perSecond);
  run.note(`${what}: p50`, name, 'ms', result.delivery.p50);
  run.note(`${what}: p99`, name, 'ms', result.delivery.p99);
  noteCost(run, { what, name }, cost);
  run.note(`${what}: processor: load`, name, 'µs a message', (result.loadCpu / result.perSecond) * 1e6);
}

async function measureLoad(
  parts: Parts,
  loading: Loading,
): Promise<{ result: PairsResult; cost: ClusterCost }> {
  const { run, ground, nodes, stock, name } = parts;
  const [url = '', ...others] = nodes.urls;
  const before = { stored: await stock.stored(), indexed: await stock.indexed() };
  const heads = await stock.heads();
  const pairs = parts.pairs.map((pair) => ({ ...pair, from: heads.get(pair.chat) ?? 0 }));
  const plan = { kind: 'pairs', url, others, look: true, pairs, ...loading } as const;
  await using load = await prepareLoad<PairsPlan>(plan);
  const account = await startAccount(ground, nodes);
  const began = performance.now();
  const result = await load.run();
  run.check(name, result);
  const ended = performance.now();
  const reached = async (now: () => Promise<number>, start: number) => {
    const isThere = async () => (await now()) >= start + result.sent;
    if (!(await until(isThere, behindMs, lookEveryMs)))
      throw new Error(`${name}: store or index lacks messages that were sent`);
    return performance.now();
  };
  const [storedAt, indexedAt] = await Promise.all([
    reached(stock.stored, before.stored),
    reached(stock.indexed, before.indexed),
  ]);
  const spent = await account();
  const cost = {
    ...spent,
    messages: result.sent,
    storedPerSecond: (result.sent / (storedAt - began)) * 1000,
    indexedPerSecond: (result.sent / (indexedAt - began)) * 1000,
    storedAfterMs: storedAt - ended,
    indexedAfterMs: indexedAt - ended,
  };
  return { result, cost };
}
