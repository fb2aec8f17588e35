import { clusterExperiment } from './cluster-experiment.ts';
import { type Hurting, underLoad } from './under-load.ts';

/** One node after the other, each started again before the next is killed. */
async function killNodes({ ground, load, chance, short, say }: Hurting) {
  const kills = short ? 3 : 30;
  for (let kill = 0; kill < kills; kill++) {
    const node = ground.nodes[kill % ground.nodes.length];
    await load.acknowledges(20 + chance.below(short ? 50 : 300));
    await node?.kill();
    await load.acknowledges(20);
    await node?.start();
    load.ledger.life += 1;
    if (kill % 5 === 4) say(`${kill + 1} kills, ${load.ledger.acknowledged} acknowledged`);
  }
  return { kills };
}

export const chaosNodes = clusterExperiment({
  name: 'chaos-nodes',
  title: 'A cluster whose nodes are killed',
  method:
    'Three nodes are killed with SIGKILL one after the other and started again, while thirty people in groups (devices with the real client, bare WebSockets) and programs over HTTP write through all of them and send again with the same `client_id` what was not acknowledged. Every acknowledged message is there once and in order, and nothing else: read through every node, in the table `entry`, in the search index; nobody who looked saw a hole or a double.',
  ground: { nodes: 3, natsServers: 3 },
  runOn: (on) => underLoad(on, killNodes),
});
