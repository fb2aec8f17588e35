import assert from 'node:assert/strict';
import { eventually } from '@parley/client/testing/eventually.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { pixel } from '@parley/testkit/cast.ts';
import { Seeded } from '@parley/testkit/seeded.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import { checkPromises, type Kept } from './check-promises.ts';
import { Device } from './device.ts';
import { freePort } from './free-port.ts';
import { sharedWord } from './ledger.ts';
import { Load } from './load.ts';
import { ServerLives } from './server-lives.ts';
import { SmallDisk, smallDiskMissing } from './small-disk.ts';

const diskMegabytes = 48;
/** What sends are answered with, as the writers write it down. */
const overHttp = 'HTTP: 507 storage_full';
const overSocket = 'WebSocket: storage_full';
const patienceMs = 60_000;

async function run({ seed, short, say }: ExperimentOptions): Promise<Findings> {
  const chance = new Seeded(seed);
  const rounds = short ? 1 : 10;
  using disk = SmallDisk.mount(diskMegabytes);
  await using server = new ServerLives(disk.folder, await freePort(chance));
  await server.start();
  // One at a time: of several on their way some find room and some do not.
  await using load = await Load.begin(server.url, chance, { window: 1 });
  const { pid } = server;
  let refused = 0;
  let reads = 0;
  for (let round = 1; round <= rounds; round++) {
    await load.acknowledges(20 + chance.below(100));
    disk.fill();
    refused += await untilRefused(load, short ? 5 : 50);
    reads += await checkReading(server.url, load);
    await checkWriting(server.url, load);
    disk.empty();
    await load.acknowledges(50);
    say(`round ${round}: ${refused} refused, ${load.ledger.acknowledged} acknowledged`);
  }
  assert.equal(server.pid, pid);
  await load.finish();
  const kept = await checkPromises(server.url, load.people, load.ledger);
  await load.assertConverged();
  return findings(rounds, { refused, reads }, load, kept);
}

/** Waits until so many more sends were refused for want of room, both ways; answers how many were. */
async function untilRefused({ ledger }: Load, count: number): Promise<number> {
  const so = () => [overHttp, overSocket].map((met) => ledger.failures.get(met) ?? 0);
  const before = so();
  await eventually(() => {
    const more = so().map((now, index) => now - (before[index] ?? 0));
    assert.ok(
      more.every((each) => each >= count),
      `a full disk refused no more than ${more} sends`,
    );
  }, patienceMs);
  return so().reduce((sum, each) => sum + each, 0) - before.reduce((sum, each) => sum + each, 0);
}

/** Everything that only reads goes on; what writes says why it cannot. Answers how many questions were asked. */
async function checkReading(url: string, { people, ledger }: Load): Promise<number> {
  const api = new ApiCaller(url, people.persons.bob.token);
  const chat = `/chats/${people.group}`;
  const said = ledger.in(chat).findLast(({ number }) => number !== undefined);
  const message = await api.call<{ content: string }>('GET', `${chat}/messages/${said?.number}`);
  assert.equal(message.content, said?.content);
  const questions = [
    '/chats',
    chat,
    `${chat}/messages`,
    `${chat}/messages/search?q=${sharedWord}`,
    '/friends',
  ];
  for (const question of questions) await api.call('GET', question);
  await using device = await Device.open({ url, person: people.persons.bob, chat: people.group });
  assert.ok(device.state().messagesCount >= (said?.number ?? 0));
  return questions.length + 2;
}

/** Whatever else would write is told the same. */
async function checkWriting(url: string, { people }: Load): Promise<void> {
  const bob = new ApiCaller(url, people.persons.bob.token);
  const account = { username: 'erin', password: 'password of erin' };
  const picture = await fetch(`${url}/api/v1/users/me/avatar`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${people.persons.bob.token}`, 'content-type': 'image/png' },
    body: pixel.buffer,
  });
  const answers = [
    await new ApiCaller(url).ask('POST', '/users', account),
    await bob.ask('PATCH', '/users/me', { status_text: 'Away' }),
    { status: picture.status, body: await picture.json() },
  ];
  for (const { status, body } of answers) assert.equal(status, 507, JSON.stringify(body));
}

function findings(
  rounds: number,
  { refused, reads }: { refused: number; reads: number },
  { ledger }: Load,
  kept: Kept,
): Findings {
  return {
    counts: {
      'times full': rounds,
      acknowledged: ledger.acknowledged,
      'refused with storage_full': refused,
      'reads while full': reads,
      restarts: 0,
      lost: kept.lost,
      doubled: kept.doubled,
      'found by search': kept.found,
    },
    table: {
      columns: ['what a message met before it was sent again', 'times'],
      rows: [...ledger.failures].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    },
  };
}

export const diskFull: Experiment = {
  name: 'disk-full',
  title: 'A full disk',
  method: `The data folder is a disk of ${diskMegabytes} MB that is filled to the last byte while everybody writes, and emptied again. Sends are refused with \`storage_full\` (507), which says to come back later, and are made again until they succeed, without a restart; reading, searching and new connections go on meanwhile. Nothing that was acknowledged is lost.`,
  missing: smallDiskMissing,
  run,
};
