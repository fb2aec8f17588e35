import type { ClusterGround, EngineName } from '../load/cluster-ground.ts';
import type { ClusterNodes } from '../load/cluster-nodes.ts';
import { metricSums } from '../load/metric-sum.ts';
import { cpuSeconds } from '../load/process-cpu.ts';
import type { Run } from '../run.ts';

/** What was spent between two moments. */
interface Spent {
  /** Seconds of processor time, by who used it. */
  readonly cpu: Readonly<Record<'nodes' | EngineName, number>>;
  readonly statements: number;
  readonly publishes: number;
  readonly entries: number;
  readonly conflicts: number;
  readonly bulks: number;
  readonly transactions: number;
  readonly told: number;
}

/** What so many messages took, from sending the first until the last was stored and indexed. */
export interface ClusterCost extends Spent {
  readonly messages: number;
  readonly storedPerSecond: number;
  readonly indexedPerSecond: number;
  readonly storedAfterMs: number;
  readonly indexedAfterMs: number;
}

const metrics = {
  publishes: 'parley_log_publish_entries_count',
  entries: 'parley_log_publish_entries_sum',
  conflicts: 'parley_log_conflicts_total',
  bulks: 'parley_index_requests_total',
  transactions: 'parley_projection_entries_count',
  told: 'parley_bus_messages_out_total',
} as const;

/** Begins to count; the function answers what was spent since. */
export async function startAccount(
  ground: ClusterGround,
  nodes: ClusterNodes,
): Promise<() => Promise<Spent>> {
  const before = await readAll(ground, nodes);
  return async () => {
    const now = await readAll(ground, nodes);
    const since = (of: (all: Spent) => number) => of(now) - of(before);
    return {
      cpu: {
        nodes: since(({ cpu }) => cpu.nodes),
        NATS: since(({ cpu }) => cpu.NATS),
        MariaDB: since(({ cpu }) => cpu.MariaDB),
        OpenSearch: since(({ cpu }) => cpu.OpenSearch),
      },
      statements: since(({ statements }) => statements),
      publishes: since(({ publishes }) => publishes),
      entries: since(({ entries }) => entries),
      conflicts: since(({ conflicts }) => conflicts),
      bulks: since(({ bulks }) => bulks),
      transactions: since(({ transactions }) => transactions),
      told: since(({ told }) => told),
    };
  };
}

async function readAll(ground: ClusterGround, { urls, pids }: ClusterNodes): Promise<Spent> {
  const sum = await metricSums(urls);
  return {
    cpu: { nodes: cpuSeconds(pids), ...ground.cpu() },
    statements: await ground.statements(),
    publishes: sum(metrics.publishes),
    entries: sum(metrics.entries),
    conflicts: sum(metrics.conflicts),
    bulks: sum(metrics.bulks),
    transactions: sum(metrics.transactions),
    told: sum(metrics.told),
  };
}

/** Figures that the cost model reads by these names. */
export function noteCost(
  run: Run,
  { what, name }: { readonly what: string; readonly name: string },
  cost: ClusterCost,
): void {
  const { cpu, messages } = cost;
  const note = (figure: string, unit: string, value: number) =>
    run.note(`${what}: ${figure}`, name, unit, value);
  const share = (figure: string, count: number) =>
    note(figure, 'for 1,000 messages', (count / messages) * 1000);
  for (const [who, seconds] of Object.entries(cpu))
    note(`processor: ${who}`, 'µs a message', (seconds / messages) * 1e6);
  note('entries a publish', 'entries', cost.entries / cost.publishes);
  share('publishes', cost.publishes);
  share('conflicts', cost.conflicts);
  share('transactions of projectors', cost.transactions);
  share('SQL statements', cost.statements);
  share('bulk requests of the index', cost.bulks);
  share('told on the bus', cost.told);
  note('stored, to the last', 'messages/s', cost.storedPerSecond);
  note('indexed, to the last', 'messages/s', cost.indexedPerSecond);
  note('store has all after the burst', 's', cost.storedAfterMs / 1000);
  note('index has all after the burst', 's', cost.indexedAfterMs / 1000);
}
