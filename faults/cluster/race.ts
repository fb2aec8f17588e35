import assert from 'node:assert/strict';
import { eventually } from '@parley/client/testing/eventually.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import type { Findings } from '../experiment.ts';
import { clusterExperiment, type OnGround } from './cluster-experiment.ts';
import type { ClusterGround } from './cluster-ground.ts';
import { type LogMetrics, readLogMetrics } from './log-metrics.ts';
import { type Raced, type RaceSizes, type RaceTrack, raceForChats, raceForMessages } from './race-writers.ts';

const full: RaceSizes = { writers: 64, chats: 2000, messages: 50_000 };
const few: RaceSizes = { writers: 24, chats: 60, messages: 1500 };
/** How long counts may lag behind the log, in milliseconds. */
const countsMs = 60_000;

async function runOn({ ground, chance, short, say }: OnGround): Promise<Findings> {
  const urls = ground.nodes.map(({ url }) => url);
  const { token } = await new ApiCaller(ground.url).call<{ token: string }>('POST', '/apps', {
    name: 'Race',
  });
  const track: RaceTrack = { ...(short ? few : full), urls, app: `/apps/${token}`, chance };
  const before = await readLogMetrics(urls);
  const began = performance.now();
  const chats = await raceForChats(track);
  assertOnce(chats, track.chats, 'the app');
  say(`${chats.length} chats`);
  const { raced, retries } = await raceForMessages(track);
  const seconds = (performance.now() - began) / 1000;
  say(`${raced.length} messages in ${seconds.toFixed(1)} s`);
  const log = since(before, await readLogMetrics(urls));
  await checkLogs(track, raced);
  await checkCounts(ground, track);
  return findings(track, { retries, seconds, log });
}

function since(before: LogMetrics, now: LogMetrics): LogMetrics {
  return {
    publishes: now.publishes - before.publishes,
    entries: now.entries - before.entries,
    conflicts: now.conflicts - before.conflicts,
  };
}

/** Numbers are 1 to `count`, each once. */
function assertOnce(numbers: readonly number[], count: number, where: string): void {
  const wanted = Array.from({ length: count }, (_, index) => index + 1);
  const ascending = numbers.toSorted((one, other) => one - other);
  assert.deepEqual(ascending, wanted, `${where} has numbers that are missing or there twice`);
}

/** What stands in each chat, read through some node, is what its writers were told, and nothing else. */
async function checkLogs({ urls, app, chats, chance }: RaceTrack, raced: readonly Raced[]): Promise<void> {
  const told = Map.groupBy(raced, ({ chat }) => chat);
  for (let chat = 1; chat <= chats; chat++) {
    const here = told.get(chat) ?? [];
    assertOnce(
      here.map(({ number }) => number),
      here.length,
      `chat ${chat}`,
    );
    const byNumber = here.toSorted((one, other) => one.number - other.number);
    const wanted = byNumber.map(({ number, clientId }) => `${number} at ${number}: race ${clientId}`);
    const api = new ApiCaller(chance.pick(urls));
    const stored = await api.all<Stored>(`${app}/chats/${chat}/entries`, 500);
    assert.deepEqual(stored.map(textOf), wanted, `chat ${chat} is not what its writers were told`);
  }
}

interface Stored {
  readonly position: number;
  readonly entry: { readonly number: number; readonly content: string };
}

function textOf({ position, entry: { number, content } }: Stored): string {
  return `${number} at ${position}: ${content}`;
}

/** The app's count of chats, and the sum of theirs of messages, once the projectors are done. */
async function checkCounts(ground: ClusterGround, { app, chats, messages }: RaceTrack): Promise<void> {
  const api = new ApiCaller(ground.url);
  await eventually(async () => {
    const { chats_count } = await api.call<{ chats_count: number }>('GET', app);
    assert.equal(chats_count, chats, 'the app counts another number of chats');
  }, countsMs);
  await eventually(async () => {
    const all = await api.all<{ messages_count: number }>(`${app}/chats`, 100);
    const counted = all.reduce((sum, { messages_count }) => sum + messages_count, 0);
    assert.deepEqual([all.length, counted], [chats, messages], 'the list of chats counts otherwise');
  }, countsMs);
}

function findings(
  { urls, writers, chats, messages }: RaceTrack,
  { retries, seconds, log }: { retries: number; seconds: number; log: LogMetrics },
): Findings {
  const requests = chats + messages + retries;
  return {
    counts: {
      ...{ nodes: urls.length, writers, chats, messages },
      'sent twice, through two nodes': retries,
      seconds: Math.round(seconds),
      'requests a second': Math.round(requests / seconds),
      publishes: log.publishes,
      'appends per publish': hundredths(log.entries / log.publishes),
      'publishes that met another head, %': hundredths((100 * log.conflicts) / log.publishes),
      ...{ 'numbers missing': 0, 'numbers twice': 0, 'retries stored': 0 },
    },
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

export const race = clusterExperiment({
  name: 'race',
  title: 'A race for numbers through eight nodes',
  method:
    "Sixty-four writers make 2,000 chats in one app and then write 50,000 messages in them, a quarter of these in eight chats, each request through another of eight nodes. Every fifth message is sent twice with the same `client_id` through two nodes, half of the time at the same moment. Chats and each chat's messages are numbered 1, 2, 3 … without a gap, each number is told once, both sends are told the same one, and what each chat's log holds is what its writers were told.",
  ground: { nodes: 8, natsServers: 1, partitions: 8 },
  runOn,
});
