import { setTimeout as pause } from 'node:timers/promises';
import { clusterExperiment } from './cluster-experiment.ts';
import { untilCurrent } from './nats-leaders.ts';
import { type Hurting, underLoad } from './under-load.ts';

/** All servers at the same moment, and together again after a while. */
async function restartAll({ ground, load, chance, short, say }: Hurting) {
  const restarts = short ? 1 : 5;
  const { nats } = ground;
  const servers = [...nats.urls.keys()];
  for (let restart = 1; restart <= restarts; restart++) {
    await load.acknowledges(50 + chance.below(short ? 50 : 300));
    await Promise.all(servers.map((server) => nats.kill(server)));
    await pause(chance.below(short ? 500 : 5000));
    await Promise.all(servers.map((server) => nats.start(server)));
    await untilCurrent(ground);
    await load.catchesUp();
    say(`restart ${restart}, ${load.ledger.acknowledged} acknowledged`);
  }
  return { restarts };
}

export const chaosNatsRestart = clusterExperiment({
  name: 'chaos-nats-restart',
  title: 'All of NATS is killed',
  method:
    'All three NATS servers are killed with SIGKILL at the same moment under the same load, and started again after up to five seconds; nodes are not touched. What was acknowledged is there once and in order, everywhere; what was not is acknowledged when it is sent again.',
  ground: { nodes: 3, natsServers: 3 },
  runOn: (on) => underLoad(on, restartAll),
});
