import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Seeded } from '@parley/testkit/seeded.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import { checkPromises } from './check-promises.ts';
import { freePort } from './free-port.ts';
import { Load } from './load.ts';
import { ServerLives } from './server-lives.ts';

interface Round {
  readonly server: ServerLives;
  readonly load: Load;
  readonly chance: Seeded;
}

/** Longer than a start usually takes, in milliseconds: such a kill may also come just after it. */
const startMs = 700;

/** When a process is killed; it has been launched, and load waits for it. */
const moments: Readonly<Record<string, (round: Round) => Promise<void>>> = {
  'while it starts': ({ chance }) => pause(chance.below(startMs)),
  'right after its start': async ({ server, chance }) => {
    await server.ready();
    await pause(chance.below(30));
  },
  'in a burst': async ({ server, load, chance }) => {
    await server.ready();
    await load.acknowledges(1 + chance.below(400));
  },
  'at rest': async ({ server, load, chance }) => {
    await server.ready();
    await load.acknowledges(1 + chance.below(50));
    await load.rest();
    await pause(chance.below(30));
  },
};

async function run({ seed, short, say }: ExperimentOptions): Promise<Findings> {
  const chance = new Seeded(seed);
  const wanted = short ? 3 : 200;
  await using folder = await mkdtempDisposable(join(tmpdir(), 'parley-kills-'));
  await using server = new ServerLives(folder.path, await freePort(chance));
  await server.start();
  await using load = await Load.begin(server.url, chance);
  await load.acknowledges(20);
  await server.kill();
  const killed = new Map<string, { kills: number; acknowledged: number }>([
    ['in a burst', { kills: 1, acknowledged: load.ledger.acknowledged }],
  ]);
  for (let kills = 1; kills < wanted; kills++) {
    await killAt(chance.pick(Object.keys(moments)), { server, load, chance }, killed);
    if (kills % 20 === 0) say(`${kills} kills, ${load.ledger.acknowledged} acknowledged`);
  }
  await server.start();
  await load.finish();
  const kept = await checkPromises(server.url, load.people, load.ledger);
  await load.assertConverged();
  return findings(wanted, load, kept, killed);
}

async function killAt(
  moment: string,
  round: Round,
  killed: Map<string, { kills: number; acknowledged: number }>,
): Promise<void> {
  const { server, load } = round;
  const before = load.ledger.acknowledged;
  load.ledger.life += 1;
  server.launch();
  await moments[moment]?.(round);
  await server.kill();
  load.goOn();
  const so = killed.get(moment) ?? { kills: 0, acknowledged: 0 };
  const acknowledged = so.acknowledged + load.ledger.acknowledged - before;
  killed.set(moment, { kills: so.kills + 1, acknowledged });
}

function findings(
  kills: number,
  { ledger }: Load,
  kept: Awaited<ReturnType<typeof checkPromises>>,
  killed: ReadonlyMap<string, { kills: number; acknowledged: number }>,
): Findings {
  return {
    counts: {
      kills,
      acknowledged: ledger.acknowledged,
      'sent again': ledger.resent,
      'repeated on purpose': ledger.repeated,
      lost: kept.lost,
      doubled: kept.doubled,
      'found by search': kept.found,
    },
    table: {
      columns: ['killed', 'times', 'messages acknowledged in these lives'],
      rows: [...killed].map(([moment, so]) => [moment, so.kills, so.acknowledged]),
    },
  };
}

export const kills: Experiment = {
  name: 'kills',
  title: 'kill -9 at random moments',
  method:
    "The server process is killed with SIGKILL and started again on its data: while it starts, right after that, in a burst of messages, at rest. Devices with the real client, a WebSocket with eight messages under way, and HTTP programs write all the while and send again with the same `client_id` what was not acknowledged. In the end every acknowledged message is there once, under its number, with its text, in its writer's order; search finds all; unread is right; devices that were there all the while hold what a new one is given.",
  run,
};
