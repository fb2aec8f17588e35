import { clusterExperiment } from './cluster-experiment.ts';
import { type Hurting, underLoad } from './under-load.ts';

/** All nodes at once in a burst of messages, with whatever they were bringing into the store and the index. */
async function killAll({ ground, load, chance, short, say }: Hurting) {
  const kills = short ? 2 : 20;
  for (let kill = 1; kill <= kills; kill++) {
    load.gate.hurry(true);
    await load.acknowledges(100 + chance.below(short ? 100 : 1000));
    await Promise.all(ground.nodes.map((node) => node.kill()));
    load.gate.hurry(false);
    load.ledger.life += 1;
    await Promise.all(ground.nodes.map((node) => node.start()));
    say(`kill ${kill}, ${load.ledger.acknowledged} acknowledged`);
  }
  return { 'times all nodes were killed': kills };
}

export const chaosProjectors = clusterExperiment({
  name: 'chaos-projectors',
  title: 'All projectors are killed at once',
  method:
    'All three nodes are killed with SIGKILL at the same moment in a burst of messages, in the middle of whatever they bring into the archive, the lists and the search index, and started again. Everything acknowledged comes to be in all of them, once.',
  ground: { nodes: 3, natsServers: 3 },
  runOn: (on) => underLoad(on, killAll),
});
