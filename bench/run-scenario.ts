import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitOf, thisMachine } from './report/origin.ts';
import type { Result } from './report/result.ts';
import { Run, type RunOptions, usualRounds } from './run.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** Runs scenarios one after the other; they share large databases, and what they wrote is gone in the end. */
export async function runScenarios(
  wanted: readonly Scenario[],
  options: RunOptions,
  done: (result: Result) => void,
): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    for (const scenario of wanted) done(await runScenario(scenario, options, temporary));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function runScenario(scenario: Scenario, options: RunOptions, temporary: string): Promise<Result> {
  const machine = thisMachine();
  const date = new Date().toISOString();
  const say = (text: string) => console.error(`${scenario.id}  ${text}`);
  const run = new Run(options, temporary, say);
  await scenario.measure(run);
  const { measures, checked, loadCpu, plots, sizes, leftOut } = run;
  return {
    scenario: scenario.id,
    short: options.short,
    command: commandOf(scenario, options),
    commit: commitOf(['packages', 'bench/load', 'bench/peers']),
    date,
    machine,
    rounds: options.rounds,
    options: sizes,
    ...{ measures, leftOut, checked, loadCpu, plots },
  };
}

function commandOf({ id }: Scenario, { short, rounds, size, minutes }: RunOptions): string {
  const numbers = { rounds: rounds === usualRounds(short) ? undefined : rounds, size, minutes };
  const given = Object.entries(numbers).filter(([, value]) => value !== undefined);
  return [
    'npm run bench --',
    id,
    ...(short ? ['--short'] : []),
    ...given.map(([name, value]) => `--${name}=${value}`),
  ].join(' ');
}
