import assert from 'node:assert/strict';
import { clusterExperiment } from './cluster-experiment.ts';
import { metaLeader, streamLeader, untilCurrent, untilLedWithout } from './nats-leaders.ts';
import { type Hurting, underLoad } from './under-load.ts';

/** How long a message may still wait once NATS has leaders again, in milliseconds. */
const afterElectionMs = 2500;

/** The leader of a partition, then the one of all servers, then of another partition … */
async function killLeaders({ ground, load, short, say }: Hurting) {
  const kills = short ? 1 : 9;
  let [ofAll, slowestElection] = [0, 0];
  for (let kill = 0; kill < kills; kill++) {
    await untilCurrent(ground);
    const [stream, meta] = [await streamLeader(ground, kill % ground.partitions), await metaLeader(ground)];
    const victim = kill % 2 === 1 ? meta : stream;
    if (victim === meta) ofAll += 1;
    const killed = performance.now();
    await ground.nats.kill(victim);
    const election = await untilLedWithout(ground, victim);
    slowestElection = Math.max(slowestElection, election);
    await load.acknowledges(100);
    await load.catchesUp();
    const wait = load.ledger.longestWait(killed);
    const told = `the longest wait was ${Math.round(wait)} ms, the election took ${Math.round(election)} ms`;
    say(`kill ${kill + 1}: ${told}`);
    assert.ok(wait <= election + afterElectionMs, `nats-${victim} was killed: ${told}`);
    await ground.nats.start(victim);
  }
  await untilCurrent(ground);
  return {
    'servers killed': kills,
    'of these leaders of all': ofAll,
    'until NATS had leaders again at most, ms': Math.round(slowestElection),
  };
}

export const chaosNatsLeader = clusterExperiment({
  name: 'chaos-nats-leader',
  title: 'NATS servers that lead are killed',
  method:
    'Of three NATS servers the one that leads a partition of the log, or the one that leads all of them, is killed with SIGKILL under the same load, and started again. Servers of NATS elect a new leader after four to nine seconds without the old one (constants of theirs); no message waits more than two and a half seconds longer than that. What was acknowledged is there once and in order everywhere.',
  ground: { nodes: 3, natsServers: 3 },
  runOn: (on) => underLoad(on, killLeaders),
});
