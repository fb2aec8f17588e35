import { Seeded } from '@parley/testkit/seeded.ts';
import type { Experiment, ExperimentOptions, Findings } from '../experiment.ts';
import { FrameRound } from './frame-round.ts';
import { HttpRound } from './http-round.ts';
import { Stage } from './stage.ts';
import { Tally } from './tally.ts';

const fullInputs = 1_050_000;
const shortInputs = 2400;
/** After so many rounds the next are about a new group. */
const roundsOfGroup = 10;
/** Of memory the process may have at any time, whatever it was sent. */
const memoryBound = 600 * 2 ** 20;

/** FUZZ1 to FUZZ4: docs/spec/faults.md. */
export const fuzz: Experiment = {
  name: 'fuzz',
  title: 'Hostile input',
  method: `Requests of every operation and frames of every type, made from their schemas and then spoiled (values exchanged,
bounds passed, fields added, JSON cut or written oddly, wrong bytes, addresses, methods, heads), are sent to a server in a process of its own as
an owner, a member, a stranger, somebody who comes and goes, the holder of an app's token and nobody. Every answer is held against the
contract; what the contract refuses must be refused; nothing may fail, hang or end the process; what is refused, or only
reads, must not change a row; memory stays below ${memoryBound / 2 ** 20} MiB.`,
  run,
};

async function run({ seed, short, say }: ExperimentOptions): Promise<Findings> {
  await using stage = await Stage.open();
  const tally = new Tally();
  using http = new HttpRound(stage, tally);
  using frames = await FrameRound.open(stage, tally);
  const wanted = short ? shortInputs : fullInputs;
  const began = performance.now();
  for (let round = 0; tally.inputs < wanted; round += 1) {
    if (round % roundsOfGroup === 0) await stage.refresh();
    // Each round begins from the seed and its own number: one that fails can be had again without those before it.
    const chance = new Seeded(seed + round * 0x9e3779b1);
    await http.run(chance, round);
    await frames.run(chance, round);
    await watch(stage, tally);
    if (round % 100 === 99) say(`${tally.inputs} of ${wanted} inputs`);
  }
  say(`never taken: ${tally.neverTaken.join(', ')}`);
  return tally.findings((performance.now() - began) / 1000);
}

async function watch(stage: Stage, tally: Tally): Promise<void> {
  const memory = await stage.memory();
  tally.memory = Math.max(tally.memory, memory);
  if (!(memory < memoryBound)) throw new Error(`the process has ${memory} bytes of memory`);
  const failures = stage.complaints.filter((line) => !line.includes('"level":"warn"'));
  if (failures.length > 0) throw new Error(`the server complained: ${failures[0]}`);
}
