import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Seeded } from '@parley/testkit/seeded.ts';
import { clusterExperiments } from './cluster/cluster-experiments.ts';
import { ClusterGround } from './cluster/cluster-ground.ts';
import { clusterMissing } from './cluster/cluster-missing.ts';
import { splitNetworkMissing } from './cluster/split-network.ts';

const seed = Number(process.env.PARLEY_SEED ?? Math.floor(Math.random() * 1e9));

/** The rule that each experiment shows. */
const shown: Readonly<Record<string, string>> = {
  race: 'CHAOS1',
  'chaos-nodes': 'CHAOS2',
  'chaos-projectors': 'CHAOS3',
  'chaos-nats-leader': 'CHAOS4',
  'chaos-partition': 'CHAOS5',
  'chaos-nats-restart': 'CHAOS6',
  'chaos-stores': 'CHAOS7',
  rolling: 'CHAOS8',
};

describe('short forms of the faults of a cluster', { skip: clusterMissing() ?? false }, () => {
  let ground: ClusterGround | undefined;
  before(async () => {
    const splits = splitNetworkMissing() === undefined;
    ground = await ClusterGround.start({ chance: new Seeded(seed), nodes: 3, natsServers: 3, splits });
  });
  after(() => ground?.[Symbol.asyncDispose]());

  for (const [index, { name, title, missing, runOn }] of clusterExperiments.entries()) {
    const says = `${shown[name]} FAULT2 ${name}: ${title} (PARLEY_SEED=${seed})`;
    test(says, { skip: missing?.() ?? false }, async (t) => {
      assert.ok(ground);
      const say = (text: string) => t.diagnostic(text);
      try {
        await runOn({ ground, chance: new Seeded(seed + index), seed, short: true, say });
      } catch (error) {
        for (const line of ground.complaints.newest) say(line);
        throw error;
      }
    });
  }
});
