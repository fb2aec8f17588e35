import type { PlantedBug } from './planted/planted-bug.ts';
import { simulateSeed } from './simulate-seed.ts';

export interface Catch {
  readonly bug: string;
  /** How many runs it took, and how long. */
  readonly seeds: number;
  readonly seconds: number;
  /** What was found to be untrue. */
  readonly symptom: string;
}

const patienceMs = 60_000;

/** Runs seed after seed with a bug until something is untrue; throws when that takes more than a minute (SIM5). */
export async function hunt(bug: PlantedBug, firstSeed: number): Promise<Catch> {
  const began = performance.now();
  for (let seeds = 1; performance.now() - began < patienceMs; seeds++) {
    const symptom = await simulateSeed(firstSeed + seeds - 1, { seams: bug.seams }).then(
      () => undefined,
      symptomOf,
    );
    if (symptom === undefined) continue;
    return { bug: bug.name, seeds, seconds: (performance.now() - began) / 1000, symptom };
  }
  throw new Error(`the simulation does not find this within a minute: ${bug.name}`);
}

function symptomOf(cause: unknown): string {
  const [line = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return line.replace(/^seed \d+: /, '').trim();
}
