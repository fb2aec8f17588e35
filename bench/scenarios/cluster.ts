import { type ClusterGround, openClusterGround } from '../load/cluster-ground.ts';
import { indexCheckpoint, newestSeq } from '../load/index-checkpoint.ts';
import { runLoad } from '../load/load-process.ts';
import type { PairsPlan } from '../load/plans.ts';
import { cpuSeconds } from '../load/process-cpu.ts';
import { Seed } from '../load/seed.ts';
import { typicalPairs } from '../load/typical-pairs.ts';
import { until } from '../load/until.ts';
import type { Run } from '../run.ts';
import { type ClusterLoads, measurePoint } from './cluster-point.ts';
import { clusterPoints, oneNode } from './cluster-points.ts';
import { measureStock } from './cluster-stock-size.ts';
import { parley, type Scenario } from './scenario.ts';

const indexWithinMs = 60_000;

/** Not among all scenarios: it needs NATS, MariaDB, Java and OpenSearch. */
export const cluster: Scenario = {
  id: 'cluster',
  title: 'Nodes of a cluster, and what a message costs them',
  method:
    'Pairs of friends with texts of 200 bytes, as in P1; the two of a pair are at different nodes where there are two. NATS keeps the log on one server, or on three that each have a copy, and writes to disk at its own usual intervals; MariaDB with `innodb_flush_log_at_trx_commit=1` and `sync_binlog=1`, and OpenSearch with one shard and no copy, have a server each. All of it shares this machine’s cores with the load, so **more nodes cannot carry more here**: the figures that count are those of a message. Processor time is of all threads, and SQL statements are all that the database answers, those of leases among them, from the first message until the last one is stored and indexed. At a window of 10 pairs send ten messages at once, which are published together; at a window of 1 each is a publish. *Parley* is the embedded server under the same load.',
  targets: [],
  async measure(run) {
    const loads = loadsOf(run);
    await using ground = await openClusterGround();
    for (let round = 0; round < run.options.rounds; round++) {
      await measureAlone(run, loads);
      for (const point of clusterPoints)
        if (point.inShort || !run.options.short) await measurePoint(run, ground, { point, loads });
      await measureBytes(run, ground, loads);
    }
  },
};

function loadsOf(run: Run): ClusterLoads {
  return {
    pairs: run.size('pairs', 100, 10),
    partitions: run.size('partitions', 8, 2),
    windows: [10, 1],
    perSecond: run.size('perSecond', 500, 100),
    warmUpMs: run.size('warmUpMs', 1500, 100),
    openMs: run.size('openMs', 5000, 500),
    measureMs: run.size('measureMs', 2000, 500),
  };
}

function measureBytes(run: Run, ground: ClusterGround, { partitions }: ClusterLoads): Promise<void> {
  return measureStock(run, ground, { name: oneNode, partitions, messages: run.messages(20_000, 2000) });
}

/** The embedded server under the same load, for the ratio. */
async function measureAlone(run: Run, loads: ClusterLoads): Promise<void> {
  const { windows, perSecond, warmUpMs, measureMs, openMs } = loads;
  const [window = 1] = windows;
  const times = { warmUpMs, measureMs };
  await run.inFolder(async (folder) => {
    const pairs = await seedAlone(folder, 2 * loads.pairs);
    await using server = await run.parley(folder);
    const plan = { kind: 'pairs', url: server.url, look: true, ...times } as const;
    const before = cpuSeconds([server.pid]);
    const closed = await runLoad<PairsPlan>({ ...plan, pairs: pairs.slice(0, loads.pairs), window });
    run.check(parley, closed);
    if (!(await until(() => indexCheckpoint(folder) >= newestSeq(folder), indexWithinMs)))
      throw new Error('indexing takes too long');
    const seconds = cpuSeconds([server.pid]) - before;
    run.note(`window ${window}: received`, parley, 'messages/s', closed.perSecond);
    run.note(`window ${window}: p50`, parley, 'ms', closed.delivery.p50);
    run.note(`window ${window}: p99`, parley, 'ms', closed.delivery.p99);
    run.note(`window ${window}: processor: nodes`, parley, 'µs a message', (seconds / closed.sent) * 1e6);
    // Afterwards: what has run for a while is not compiled while it is measured.
    const open = await runLoad<PairsPlan>({
      ...plan,
      pairs: pairs.slice(loads.pairs),
      perSecond,
      measureMs: openMs,
    });
    run.check(parley, open);
    run.note(`${perSecond}/s: p50`, parley, 'ms', open.delivery.p50);
    run.note(`${perSecond}/s: p90`, parley, 'ms', open.delivery.p90);
    run.note(`${perSecond}/s: p99`, parley, 'ms', open.delivery.p99);
    await server.stop();
  });
}

async function seedAlone(folder: string, count: number) {
  await using seed = await Seed.open(folder);
  return typicalPairs(await seed.pairs(count));
}
