import { seededRandom } from '@parley/client/testing/seeded-random.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import { crashEverywhere } from './crash-everywhere.ts';
import { type Catch, hunt } from './hunt.ts';
import { plantedBugs } from './planted/planted-bugs.ts';
import { type SeedReport, simulateSeed } from './simulate-seed.ts';
import { tearTails } from './torn-tail.ts';

interface Size {
  readonly seeds: number;
  /** Conversations that are crashed at every step, and how many steps lie between two crashes. */
  readonly conversations: number;
  readonly stride: number;
  readonly planted: number;
  readonly torn: { readonly groups: number; readonly tears: number };
}

const full: Size = {
  seeds: 2000,
  conversations: 3,
  stride: 1,
  planted: plantedBugs.length,
  torn: { groups: 60, tears: 60 },
};
const short: Size = { seeds: 8, conversations: 1, stride: 80, planted: 1, torn: { groups: 9, tears: 3 } };

/** Seeds of one run lie beside each other, those of two runs apart. */
const seedsApart = 100_000;

export const simulate: Experiment = {
  name: 'simulate',
  title: 'A deterministic simulation',
  method:
    'Delivery, log, store, sync and the client, all as they are, run in one thread under a scheduler that owns time, network and disk. A seed decides what happens next: frames are dropped, doubled, delayed and overtaken, connections break or fall silent, calls lose question or answer, disks are full or fail to sync, and node and devices crash before any step; one conversation is crashed before every single step it has. Everything a node tells is compared with what another connection reads from the disk. In the end nothing acknowledged or stored is lost, nothing stands twice, no position is missing, what a device said stands in its order, all devices show what a new one loads, and unread is what a recount of the log gives. Then write-ahead logs are torn behind the last acknowledged commit and opened. To show that it sees, bugs are planted one at a time: each must be found within a minute.',
  async run(options) {
    const size = options.short ? short : full;
    const counts = new Tally();
    for (let each = 0; each < size.seeds; each++) {
      counts.add(await simulateSeed(options.seed * seedsApart + each));
      if (each % 100 === 99) options.say(`${each + 1} of ${size.seeds} seeds`);
    }
    const points = await crashPoints(options, size);
    const tornFiles = await tearTails({ random: seededRandom(options.seed), ...size.torn });
    options.say(`${tornFiles} torn files`);
    const caught = await catchAll(options, size);
    return findings(
      counts,
      {
        'crash points': points,
        'torn files': tornFiles,
        'planted bugs': caught.length,
        found: caught.length,
      },
      caught,
    );
  },
};

class Tally {
  readonly #sums: Record<string, number> = {};

  add(report: SeedReport): void {
    const {
      steps,
      virtualMs,
      messages,
      acknowledged,
      nodeCrashes,
      deviceCrashes,
      framesHurt,
      commitsFailed,
    } = report;
    const named = {
      seeds: 1,
      steps,
      'virtual hours': virtualMs / 3_600_000,
      messages,
      acknowledged,
      'node crashes': nodeCrashes,
      'device crashes': deviceCrashes,
      'frames and calls hurt': framesHurt,
      'commits failed': commitsFailed,
    };
    for (const [name, value] of Object.entries(named)) this.#sums[name] = (this.#sums[name] ?? 0) + value;
  }

  get sums(): Readonly<Record<string, number>> {
    return Object.fromEntries(Object.entries(this.#sums).map(([name, sum]) => [name, Math.round(sum)]));
  }
}

async function crashPoints(
  { seed, say }: ExperimentOptions,
  { conversations, stride }: Size,
): Promise<number> {
  let points = 0;
  for (let each = 0; each < conversations; each++) {
    for await (const _ of crashEverywhere({ seed: seed * seedsApart + each, stride })) points += 1;
    say(`${points} crash points`);
  }
  return points;
}

/** Hunts the planted bugs; the short form only the first. */
async function catchAll({ seed, say }: ExperimentOptions, { planted }: Size): Promise<readonly Catch[]> {
  const caught: Catch[] = [];
  for (const bug of plantedBugs.slice(0, planted)) {
    caught.push(await hunt(bug, seed * seedsApart));
    say(`found: ${bug.name}`);
  }
  return caught;
}

function findings(tally: Tally, more: Readonly<Record<string, number>>, caught: readonly Catch[]): Findings {
  const columns = ['planted bug', 'seeds until found', 'seconds', 'what was untrue'];
  const rows = caught.map(({ bug, seeds, seconds, symptom }) => [
    bug,
    seeds,
    Number(seconds.toFixed(1)),
    symptom,
  ]);
  return { counts: { ...tally.sums, ...more }, table: { columns, rows } };
}
