import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterExperiment } from './cluster-experiment.ts';
import { streamLeader, untilCurrent, untilLedWithout } from './nats-leaders.ts';
import { type Cut, splitNetworkMissing } from './split-network.ts';
import { type Hurting, underLoad } from './under-load.ts';

/** How long a message may still wait once NATS has leaders again, in milliseconds. */
const afterElectionMs = 10_000;

/** A server that leads is cut off, from everybody or from its peers only, and comes back. */
async function cutServers(hurting: Hurting) {
  const { short } = hurting;
  const cuts: readonly Cut[] = short ? ['everybody'] : Array(3).fill(['everybody', 'peers']).flat();
  const waits: number[] = [];
  for (const [index, from] of cuts.entries()) waits.push(await cutLeader(hurting, index, from));
  await untilCurrent(hurting.ground);
  return { cuts: cuts.length, 'longest wait in a cut, ms': Math.round(Math.max(...waits)) };
}

async function cutLeader({ ground, load, short, say }: Hurting, index: number, from: Cut): Promise<number> {
  const { network } = ground;
  if (network === undefined) throw new Error('the network of this cluster cannot be split');
  await untilCurrent(ground);
  const victim = await streamLeader(ground, index % ground.partitions);
  const cut = performance.now();
  network.cut(victim, from);
  const election = await untilLedWithout(ground, victim);
  if (!short) await pause(15_000);
  await load.catchesUp();
  const wait = load.ledger.longestWait(cut);
  const told = `the longest wait was ${Math.round(wait)} ms, the election took ${Math.round(election)} ms`;
  say(`nats-${victim} cut off from ${from}: ${told}`);
  network.heal(victim, from);
  await load.acknowledges(50);
  assert.ok(wait <= election + afterElectionMs, `nats-${victim} was cut off from ${from}: ${told}`);
  return wait;
}

export const chaosPartition = clusterExperiment({
  name: 'chaos-partition',
  title: 'A NATS server is cut off',
  method:
    'The three NATS servers are in network namespaces of Linux. One that leads a partition of the log is cut off under the same load, from everybody or from the other servers only: packets get lost, nothing is refused. The others go on; nodes that were connected to it find another one; when it comes back, what it believed meanwhile counts for nothing. What was acknowledged is there once and in order everywhere.',
  ground: { nodes: 3, natsServers: 3, splits: true },
  missing: splitNetworkMissing,
  runOn: (on) => underLoad(on, cutServers),
});
