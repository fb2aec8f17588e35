import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Seeded } from '@parley/testkit/seeded.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import { checkPromises, type Kept } from './check-promises.ts';
import { freePort } from './free-port.ts';
import { Load } from './load.ts';
import { ServerLives } from './server-lives.ts';

/** The time it gives what is under way, and a little for closing its files. */
const exitAtMostMs = 12_000;

async function run({ seed, short, say }: ExperimentOptions): Promise<Findings> {
  const chance = new Seeded(seed);
  const stops = short ? 2 : 20;
  await using folder = await mkdtempDisposable(join(tmpdir(), 'parley-drain-'));
  await using server = new ServerLives(folder.path, await freePort(chance));
  await server.start();
  await using load = await Load.begin(server.url, chance);
  const exits: number[] = [];
  for (let stop = 1; stop <= stops; stop++) {
    await load.acknowledges(50 + chance.below(short ? 50 : 500));
    exits.push(await stopUnderLoad(server));
    say(`stop ${stop}: ${Math.round(exits.at(-1) ?? 0)} ms, ${load.ledger.acknowledged} acknowledged`);
    load.ledger.life += 1;
    await server.start();
  }
  await load.finish();
  const kept = await checkPromises(server.url, load.people, load.ledger);
  await load.assertConverged();
  return findings(load, kept, exits);
}

/** How long the process took to end by itself, in milliseconds. */
async function stopUnderLoad(server: ServerLives): Promise<number> {
  const asked = performance.now();
  const code = await server.stop();
  const took = performance.now() - asked;
  assert.equal(code, 0, `SIGTERM ended the server with ${code}`);
  assert.ok(took < exitAtMostMs, `the server took ${took} ms to stop`);
  return took;
}

function findings({ ledger }: Load, kept: Kept, exits: readonly number[]): Findings {
  return {
    counts: {
      stops: exits.length,
      'exit code 0': exits.length,
      'slowest exit, ms': Math.round(Math.max(...exits)),
      acknowledged: ledger.acknowledged,
      'sent again': ledger.resent,
      'refused for good': 0,
      lost: kept.lost,
      doubled: kept.doubled,
    },
    table: {
      columns: ['what a message met before it was sent again', 'times'],
      rows: [...ledger.failures].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    },
  };
}

export const drain: Experiment = {
  name: 'drain',
  title: 'SIGTERM under load',
  method:
    'The server is told to stop while devices with the real client, a WebSocket with eight messages under way and HTTP programs on kept connections write; it is started again on the same port. It ends by itself with exit code 0. Whatever a send met, it succeeds when it is made again with its `client_id`: nobody is refused for good, nothing is lost or doubled.',
  run,
};
