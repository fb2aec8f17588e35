import { calm, type Scenario } from './scenario.ts';
import { crashDevice, crashNode, type SeedReport, simulateSeed } from './simulate-seed.ts';
import type { World } from './world.ts';

/** A short conversation in which nothing goes wrong but the one crash. */
const conversation: Scenario = { ...calm, actions: 10, pauseMs: 30 };

export interface CrashPoints {
  readonly seed: number;
  /** 1: before every step. */
  readonly stride: number;
}

/**
 * One conversation again and again, with a crash of the node, then of a device, before every step it has: each frame, call, timer,
 * commit, answer and thing stored (SIM4). Throws a Violation that names step and victim.
 */
export async function* crashEverywhere({ seed, stride }: CrashPoints): AsyncGenerator<SeedReport> {
  const { troubledSteps } = await simulateSeed(seed, { scenario: conversation });
  for (let step = 1; step <= troubledSteps; step += stride) {
    yield await crashAt(seed, step, crashNode);
    yield await crashAt(seed, step, crashDevice);
  }
}

async function crashAt(seed: number, at: number, crash: (world: World) => void): Promise<SeedReport> {
  const beforeStep = (world: World, step: number) => {
    if (step === at) crash(world);
  };
  try {
    return await simulateSeed(seed, { scenario: conversation, beforeStep });
  } catch (cause) {
    throw new Error(`${crash.name} before step ${at}`, { cause });
  }
}
