import assert from 'node:assert/strict';
import { clusterExperiment } from './cluster-experiment.ts';
import { metaLeader, streamLeader, untilCurrent } from './nats-leaders.ts';
import { type Hurting, underLoad } from './under-load.ts';

/** How long any message may wait for its acknowledgement, in milliseconds. */
const longestWaitMs = 5000;

/** The leader of a partition, then the one of all servers, then of another partition … */
async function killLeaders({ ground, load, short, say }: Hurting) {
  const kills = short ? 1 : 9;
  let ofAll = 0;
  for (let kill = 0; kill < kills; kill++) {
    await untilCurrent(ground);
    const [stream, meta] = [await streamLeader(ground, kill % ground.partitions), await metaLeader(ground)];
    const victim = kill % 2 === 1 ? meta : stream;
    if (victim === meta) ofAll += 1;
    const killed = performance.now();
    await ground.nats.kill(victim);
    await load.acknowledges(100);
    await load.catchesUp();
    const wait = load.ledger.longestWait(killed);
    say(`kill ${kill + 1}: the longest wait was ${Math.round(wait)} ms`);
    assert.ok(
      wait <= longestWaitMs,
      `a message waited ${Math.round(wait)} ms when nats-${victim} was killed`,
    );
    await ground.nats.start(victim);
  }
  await untilCurrent(ground);
  return { 'servers killed': kills, 'of these leaders of all': ofAll };
}

export const chaosNatsLeader = clusterExperiment({
  name: 'chaos-nats-leader',
  title: 'NATS servers that lead are killed',
  method:
    'Of three NATS servers the one that leads a partition of the log, or the one that leads all of them, is killed with SIGKILL under the same load, and started again. No message waits longer than five seconds for its acknowledgement; what was acknowledged is there once and in order everywhere.',
  ground: { nodes: 3, natsServers: 3 },
  runOn: (on) => underLoad(on, killLeaders),
});
