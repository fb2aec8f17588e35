import { test } from 'node:test';
import { Seeded } from '@parley/testkit/seeded.ts';
import { ClusterGround } from './cluster/cluster-ground.ts';
import { clusterMissing } from './cluster/cluster-missing.ts';
import { race } from './cluster/race.ts';

const seed = Number(process.env.PARLEY_SEED ?? Math.floor(Math.random() * 1e9));

test(`CHAOS1 FAULT2 writers race for numbers through three nodes (PARLEY_SEED=${seed})`, {
  skip: clusterMissing() ?? false,
}, async (t) => {
  const chance = new Seeded(seed);
  await using ground = await ClusterGround.start({ chance, nodes: 3, natsServers: 1, splits: false });
  await race.runOn({ ground, chance, seed, short: true, say: (text) => t.diagnostic(text) });
});
