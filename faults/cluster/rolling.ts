import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger } from '../processes/ledger.ts';
import { clusterExperiment } from './cluster-experiment.ts';
import { type Hurting, underLoad } from './under-load.ts';

/** What a send may meet without having been refused: it goes out again on another connection. */
const onlyReconnects = /closed with (4503|1006) before|the connection ended without an answer/;

/** As the page on clusters says: taken out of the balancer, told to stop, started, put back; then the next. */
async function restartEach({ ground, load, short, say }: Hurting) {
  const rounds = short ? 1 : 5;
  const exits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [index, node] of ground.nodes.entries()) {
      ground.inUse.takeOut(index);
      const asked = performance.now();
      const code = await node.stop();
      exits.push(performance.now() - asked);
      assert.equal(code, 0, `SIGTERM ended node ${index} with ${code}`);
      await node.start();
      await untilReady(node.url);
      ground.inUse.putBack(index);
      load.ledger.life += 1;
      await load.acknowledges(50);
    }
    say(`round ${round + 1}, ${load.ledger.acknowledged} acknowledged`);
  }
  assertNoneFailed(load.ledger);
  return {
    'nodes restarted': exits.length,
    'slowest exit, ms': Math.round(Math.max(...exits)),
    'failed sends': 0,
  };
}

async function untilReady(url: string): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200) await pause(100);
}

function assertNoneFailed({ failures }: Ledger): void {
  const refused = [...failures].filter(([met]) => !onlyReconnects.test(met));
  assert.deepEqual(refused, [], 'sends were refused during a rolling restart');
}

export const rolling = clusterExperiment({
  name: 'rolling',
  title: 'A rolling restart',
  method:
    'Three nodes behind a balancer are restarted one after the other by SIGTERM under the same load, each taken out of the balancer before and put back when `/readyz` says so. Each ends by itself with exit code 0. No send is refused: at most its connection ends, and it goes out again on another one with the same `client_id`. Nobody who looks sees a hole or a double.',
  ground: { nodes: 3, natsServers: 3 },
  runOn: (on) => underLoad(on, restartEach),
});
