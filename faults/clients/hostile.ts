import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../bench/load/until.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import type { Attack } from './attack.ts';
import type { AttackReport } from './attack.worker.ts';
import { AttackProcess } from './attack-process.ts';
import { attacks } from './attacks.ts';
import { MemoryWatch } from './memory-watch.ts';
import { Neighbours } from './neighbours.ts';
import { SiegeGround } from './siege-ground.ts';

/** Latencies below this are not told apart: with the attackers on the same two cores, that is noise. */
const floorMs = 5;
const intervals = 3;
/** What all attacks together may cost in the short form. */
const togetherMb = 500;
const chatsOfOne = 5000;

interface Outcome {
  readonly attack: Attack;
  readonly beforeMs: number;
  readonly duringMs: number;
  readonly grownMb: number;
  /** How its connections end, once those have that the server ends by itself. */
  readonly endings: () => Promise<AttackReport>;
}

async function run({ short, say }: ExperimentOptions): Promise<Findings> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'parley-hostile-'));
  const ground = await SiegeGround.prepare(folder.path, short ? 200 : chatsOfOne);
  if (short) return await allAtOnce(ground);
  // What lingers goes on on its own server while the next one is attacked.
  await using lingering = new AsyncDisposableStack();
  const outcomes: Outcome[] = [];
  for (const attack of attacks) {
    const outcome = await suffer(ground, attack, lingering);
    const { beforeMs, duringMs, grownMb } = outcome;
    say(`${attack.name}: p99 ${beforeMs.toFixed(1)} → ${duringMs.toFixed(1)} ms, ${grownMb} MB more`);
    outcomes.push(outcome);
  }
  const complaints = outcomes.flatMap(complaintsOf);
  assert.equal(complaints.length, 0, complaints.join('\n'));
  return await findings(outcomes);
}

/** Everything together, in small: nobody else is hurt, whatever it does to latency. */
async function allAtOnce(ground: SiegeGround): Promise<Findings> {
  await using server = await ground.startServer();
  using memory = new MemoryWatch(server.pid);
  await using neighbours = await Neighbours.begin(server.url, ground.pairs);
  const before = memory.now();
  const names = attacks.map(({ name }) => name);
  await using attackers = await AttackProcess.begin({ names, target: ground.target(server.url, 4) });
  await pause(1000);
  const { received } = neighbours;
  assert.ok(await until(() => neighbours.received > received + 50, 10_000), 'nothing is delivered any more');
  assert.deepEqual(neighbours.complaints, []);
  const grownMb = Math.round(memory.mostMb - before);
  assert.ok(grownMb <= togetherMb, `the server took ${grownMb} MB; ${togetherMb} are allowed`);
  const { open } = await attackers.report();
  return { counts: { attacks: names.length, 'connections of attackers': open, 'more memory, MB': grownMb } };
}

async function suffer(
  ground: SiegeGround,
  attack: Attack,
  lingering: AsyncDisposableStack,
): Promise<Outcome> {
  const server = lingering.use(await ground.startServer());
  using memory = new MemoryWatch(server.pid);
  await using neighbours = await Neighbours.begin(server.url, ground.pairs);
  await neighbours.p99(1);
  const beforeMs = await neighbours.p99(intervals);
  const before = memory.now();
  const target = ground.target(server.url, attack.connections);
  const began = performance.now();
  const attacker = lingering.use(await AttackProcess.begin({ names: [attack.name], target }));
  const duringMs = await neighbours.p99(intervals);
  const grownMb = Math.round(memory.mostMb - before);
  assert.deepEqual(neighbours.complaints, [], attack.name);
  const { endedAfterMs } = attack;
  if (endedAfterMs === undefined) {
    const report = await attacker.report();
    await attacker[Symbol.asyncDispose]();
    return { attack, beforeMs, duringMs, grownMb, endings: () => Promise.resolve(report) };
  }
  const endings = async () => {
    const left = began + endedAfterMs - performance.now();
    await until(async () => (await attacker.report()).open === 0, Math.max(0, left));
    const report = await attacker.report();
    assert.equal(
      report.open,
      0,
      `${attack.name}: ${report.open} connections are open after ${endedAfterMs} ms`,
    );
    return report;
  };
  return { attack, beforeMs, duringMs, grownMb, endings };
}

function complaintsOf({ attack, beforeMs, duringMs, grownMb }: Outcome): string[] {
  const { name, memoryMb } = attack;
  const grown = grownMb > memoryMb ? [`${name}: the server took ${grownMb} MB; ${memoryMb} are allowed`] : [];
  const slowed = duringMs > 2 * Math.max(beforeMs, floorMs);
  return slowed ? [...grown, `${name}: the p99 of others went from ${beforeMs} to ${duringMs} ms`] : grown;
}

async function findings(outcomes: readonly Outcome[]): Promise<Findings> {
  const rows: (string | number)[][] = [];
  for (const { attack, beforeMs, duringMs, grownMb, endings } of outcomes) {
    const report = await endings();
    const ends = Object.entries(report.endings).map(([how, count]) => `${how} (${count})`);
    if (report.open > 0) ends.push(`open (${report.open})`);
    const { name, connections, memoryMb } = attack;
    const latencies = [beforeMs.toFixed(1), duringMs.toFixed(1)];
    rows.push([name, connections, ...latencies, `${grownMb} of ${memoryMb}`, ends.join(', ')]);
  }
  return {
    counts: { attacks: outcomes.length, crashes: 0, 'messages of others lost or out of order': 0 },
    table: {
      columns: [
        ...['attack', 'connections', 'p99 of others before, ms', 'during, ms'],
        ...['more memory, MB of those allowed', 'how connections end'],
      ],
      rows,
    },
  };
}

export const hostile: Experiment = {
  name: 'hostile',
  title: 'Slow and hostile clients',
  method: `Each attack runs against a server of its own with its limits on, beside ${20} pairs of people who write to each other; the attackers’ own process has the lowest priority, as if it were elsewhere. What it does to their p99 (from sending to the other side's hearing of it; the middle of ${intervals} intervals before and during) is at most to double it, where less than ${floorMs} ms counts as ${floorMs}. The server takes no more memory than is stated, everything the others send arrives in order, and connections end as the table says. All attackers come from one address and have twenty accounts: what a flood from many addresses does is not shown.`,
  run,
};
