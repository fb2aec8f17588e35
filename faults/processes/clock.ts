import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { Seeded } from '@parley/testkit/seeded.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import { checkPromises } from './check-promises.ts';
import { freePort } from './free-port.ts';
import { JumpingClock } from './jumping-clock.ts';
import { Load } from './load.ts';
import { ServerLives } from './server-lives.ts';

const hourMs = 3_600_000;
const shifting = fileURLToPath(new URL('./shifted-date.ts', import.meta.url));
/** How long fifty messages may take after a jump. */
const stallMs = 10_000;

async function run({ seed, short, say }: ExperimentOptions): Promise<Findings> {
  const chance = new Seeded(seed);
  const jumps = short ? 2 : 30;
  const clock = new JumpingClock();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'parley-clock-'));
  await using server = new ServerLives(folder.path, await freePort(chance), {
    NODE_OPTIONS: `--import ${shifting}`,
  });
  await server.start();
  await using load = await Load.begin(server.url, chance, { clock });
  const slowest = { goOnMs: 0 };
  for (let jump = 1; jump <= jumps; jump++) {
    await load.acknowledges(20 + chance.below(50));
    process.kill(server.pid, 'SIGUSR2');
    clock.jump(chance.pick([-hourMs, hourMs]));
    slowest.goOnMs = Math.max(slowest.goOnMs, await timeOfFifty(load));
    await checkSessions(server.url, load, jump);
    if (jump % 5 === 1) await checkPresence(server.url, load, jump);
    if (jump % 10 === 0) say(`${jump} jumps, ${load.ledger.acknowledged} acknowledged`);
  }
  await load.finish();
  const kept = await checkPromises(server.url, load.people, load.ledger);
  await load.assertConverged();
  const backwards = await timesThatGoBack(server.url, load);
  assert.ok(backwards > 0, 'the clock of the server did not jump');
  return {
    counts: {
      "jumps of the server's clock": jumps,
      'jumps of the devices’ clock': jumps,
      'messages older than the one before': backwards,
      acknowledged: load.ledger.acknowledged,
      'repeated on purpose': load.ledger.repeated,
      'connections lost': load.ledger.resent,
      lost: kept.lost,
      doubled: kept.doubled,
      'slowest 50 messages after a jump, ms': Math.round(slowest.goOnMs),
    },
  };
}

async function timeOfFifty(load: Load): Promise<number> {
  const began = performance.now();
  await load.acknowledges(50);
  const took = performance.now() - began;
  assert.ok(took < stallMs, `fifty messages after a jump took ${took} ms`);
  return took;
}

/** Sessions of before hold, a new one opens, and one that is ended is over. */
async function checkSessions(url: string, { people }: Load, jump: number): Promise<void> {
  const bob = new ApiCaller(url, people.persons.bob.token);
  const made = { username: 'bob', password: 'password of bob' };
  const { session } = await new ApiCaller(url).call<{ session: { token: string } }>(
    'POST',
    '/sessions',
    made,
  );
  const again = new ApiCaller(url, session.token);
  await again.call('GET', '/users/me');
  const { items } = await bob.call<{ items: object[] }>('GET', '/sessions');
  assert.equal(items.length, 2, `jump ${jump}: a session is missing in the list`);
  await again.call('DELETE', '/sessions/current');
  assert.equal((await again.ask('GET', '/users/me')).status, 401);
}

/** A friend hears of it when somebody comes and goes. */
async function checkPresence(url: string, { people }: Load, jump: number): Promise<void> {
  const username = `guest${jump}`;
  const made = { username, password: 'password of a guest' };
  const { session } = await new ApiCaller(url).call<{ session: { token: string } }>('POST', '/users', made);
  await new ApiCaller(url, session.token).call('POST', '/friend-requests', { to: 'bob' });
  await new ApiCaller(url, people.persons.bob.token).call('POST', '/friend-requests', { to: username });
  using bob = await FrameClient.open(url, { token: people.persons.bob.token });
  const hears = (state: string) =>
    bob.first('presence', (frame) => frame.username === username && frame.state === state);
  const guest = await FrameClient.open(url, { token: session.token });
  await hears('online');
  guest[Symbol.dispose]();
  await hears('offline');
}

/** How often a message of the group says an earlier time than the one before it. */
async function timesThatGoBack(url: string, { people }: Load): Promise<number> {
  const bob = new ApiCaller(url, people.persons.bob.token);
  const entries = await bob.all<{ entry: { at: string } }>(`/chats/${people.group}/entries`, 500);
  const times = entries.map(({ entry }) => Date.parse(entry.at));
  return times.filter((time, index) => time < (times[index - 1] ?? 0) - hourMs / 2).length;
}

export const clock: Experiment = {
  name: 'clock',
  title: 'Clocks that jump an hour',
  method:
    'The wall clock of the server jumps an hour back, two ahead and back again, and so do the clocks of the devices, while everybody writes. Messages go on at once and in order; sessions hold, open and end; presence is told; retries are recognised; devices stay in sync; unread is right. What shows a time shows what the clock said.',
  run,
};
