import { pick, seededRandom } from '@parley/client/testing/seeded-random.ts';
import { actAtRandom } from './act.ts';
import { wellDisk } from './disk.ts';
import { checkAll } from './invariants.ts';
import { wellNetwork } from './network-faults.ts';
import { calm, type Scenario, scenarioBy } from './scenario.ts';
import type { Seams } from './seams.ts';
import { template } from './template.ts';
import { Timeline } from './timeline.ts';
import { World } from './world.ts';

export interface SeedOptions {
  readonly seams?: Seams;
  /** Instead of one that the seed draws. */
  readonly scenario?: Scenario;
  /** Called before each step of the part in which things go wrong. */
  readonly beforeStep?: (world: World, step: number) => void;
}

/** Something that must hold does not; the seed shows it again. */
export class Violation extends Error {
  constructor(seed: number, cause: unknown) {
    super(`seed ${seed}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.name = 'Violation';
  }
}

/** What one run was made of. */
export interface SeedReport {
  readonly fingerprint: string;
  readonly steps: number;
  /** Steps until everything was well again. */
  readonly troubledSteps: number;
  readonly virtualMs: number;
  readonly messages: number;
  readonly acknowledged: number;
  readonly nodeCrashes: number;
  readonly deviceCrashes: number;
  readonly framesHurt: number;
  readonly commitsFailed: number;
}

const settledWithinMs = 600_000;
/** More than a heartbeat: what was lost last is found. */
const quietMs = 60_000;

/** People, devices and a node live through what the seed has in store; then all is well, and everything must be true. Throws a Violation where something is not. */
export function simulateSeed(seed: number, options: SeedOptions = {}): Promise<SeedReport> {
  return simulate(seed, options).catch((cause: unknown) => {
    throw new Violation(seed, cause);
  });
}

async function simulate(seed: number, options: SeedOptions): Promise<SeedReport> {
  const timeline = new Timeline(seededRandom(seed));
  const scenario = options.scenario ?? scenarioBy(timeline);
  await using world = new World(timeline, await template(), options.seams ?? {});
  for (const device of world.devices) device.start();
  await live(world, scenario, options);
  const troubledSteps = timeline.steps;
  await heal(world);
  const messages = await checkAll(world);
  return reportOf(world, troubledSteps, messages);
}

async function live(world: World, scenario: Scenario, { beforeStep }: SeedOptions): Promise<void> {
  const { timeline, network, disk, devices } = world;
  const { random } = timeline;
  network.faults = scenario.network;
  network.usualLatencyMs = scenario.latencyMs;
  disk.faults = scenario.disk;
  disk.usualCommitMs = scenario.commitMs;
  timeline.beforeStep = (step) => {
    throwFirst(world);
    beforeStep?.(world, step);
    if (timeline.happens(scenario.nodeCrash)) crashNode(world);
    if (timeline.happens(scenario.deviceCrash)) crashDevice(world);
  };
  for (let action = 0; action < scenario.actions; action++) {
    await timeline.pass(timeline.latency(scenario.pauseMs));
    if (timeline.happens(scenario.silence)) silence(world);
    else actAtRandom(pick(random, devices), timeline);
  }
}

/** The node dies, and another life of it begins some time later. */
export function crashNode(world: World): void {
  const { timeline } = world;
  world.crashNode();
  timeline.after(timeline.latency(400), 'the node starts', () => world.startNode());
}

export function crashDevice(world: World): void {
  const { timeline } = world;
  const device = pick(timeline.random, world.devices);
  world.crashDevice(device);
  timeline.after(timeline.latency(400), `${device.name} starts`, () => device.start());
}

function silence({ timeline, network, devices }: World): void {
  const { name } = pick(timeline.random, devices);
  network.silenced.add(name);
  timeline.after(timeline.latency(20_000), `${name} is heard again`, () => network.silenced.delete(name));
}

/** Nothing fails any more; what is on its way arrives, and whoever missed something finds out alone. */
async function heal(world: World): Promise<void> {
  const { timeline, network, disk } = world;
  network.faults = wellNetwork;
  network.usualLatencyMs = calm.latencyMs;
  network.silenced.clear();
  disk.faults = wellDisk;
  disk.usualCommitMs = calm.commitMs;
  timeline.beforeStep = () => throwFirst(world);
  await timeline.until(() => assertRunning(world), settledWithinMs);
  await timeline.until(() => assertSettled(world), settledWithinMs);
  await timeline.pass(quietMs);
  assertSettled(world);
}

function assertRunning({ network, devices }: World): void {
  const down = devices.filter(({ life }) => life === undefined).map(({ name }) => name);
  if (network.node === undefined) down.push('the node');
  if (down.length > 0) throw new Error(`not running: ${down.join(', ')}`);
}

function assertSettled({ devices }: World): void {
  for (const { name, life } of devices) {
    if (life?.client.connection.state.get().synced !== true)
      throw new Error(`${name} does not come to be synced`);
    const { loaded, items } = life.client.chats.list.get();
    if (!loaded) throw new Error(`${name} does not come to have its list of chats`);
    const waiting = items.reduce((sum, { pending }) => sum + pending, 0);
    if (waiting > 0) throw new Error(`${name} cannot get rid of ${waiting} messages`);
  }
}

function throwFirst({ ledger }: World): void {
  const [first] = ledger.faults;
  if (first !== undefined) throw first;
}

function reportOf(world: World, troubledSteps: number, messages: number): SeedReport {
  const { timeline, network, disk, ledger, counts } = world;
  const { dropped, doubled, delayed, cut, callsLost } = network.counts;
  return {
    fingerprint: timeline.fingerprint(),
    steps: timeline.steps,
    troubledSteps,
    virtualMs: timeline.nowMs,
    messages,
    acknowledged: ledger.acknowledged.size,
    ...counts,
    framesHurt: dropped + doubled + delayed + cut + callsLost,
    commitsFailed: disk.counts.full + disk.counts.sync,
  };
}
