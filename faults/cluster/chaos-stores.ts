import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterExperiment } from './cluster-experiment.ts';
import { type Hurting, underLoad } from './under-load.ts';

interface Engine {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** How long no message may wait though an engine is down that sending does not need, in milliseconds. */
const longestWaitMs = 5000;

/** So many messages before, so that every node knows whom it serves: what a node does not know it must look up. */
const warmUp = { short: 200, full: 1000 };

/** The database, then the search engine. */
async function stopStores(hurting: Hurting) {
  const { ground, load, short } = hurting;
  await load.acknowledges(short ? warmUp.short : warmUp.full);
  const database = await without(ground.mariadb, 'MySQL', hurting);
  const search = await without(ground.search, 'search', hurting);
  return {
    'sent while MySQL was down': database.acknowledged,
    'longest wait then, ms': database.longestMs,
    'sent while search was down': search.acknowledged,
    'longest wait in that time, ms': search.longestMs,
  };
}

async function without(engine: Engine, name: string, { load, short, say }: Hurting) {
  const { ledger } = load;
  const [before, since] = [ledger.acknowledged, performance.now()];
  await engine.kill();
  await pause(short ? 8000 : 60_000);
  await load.catchesUp();
  const acknowledged = ledger.acknowledged - before;
  const longestMs = Math.round(ledger.longestWait(since));
  await engine.start();
  say(`${acknowledged} acknowledged without ${name}, none later than ${longestMs} ms`);
  assert.ok(acknowledged > 0, `nothing was sent without ${name}`);
  assert.ok(longestMs <= longestWaitMs, `a message waited ${longestMs} ms without ${name}`);
  await load.acknowledges(50);
  return { acknowledged, longestMs };
}

export const chaosStores = clusterExperiment({
  name: 'chaos-stores',
  title: 'MySQL, then search, are gone for a minute',
  method:
    'MariaDB is killed with SIGKILL and stays away for a minute under the same load, then OpenSearch. Sends of those who are there go on all the while. Afterwards archive, lists, unread and the search index catch up and have everything once.',
  ground: { nodes: 3, natsServers: 3 },
  runOn: (on) => underLoad(on, stopStores, 4),
});
