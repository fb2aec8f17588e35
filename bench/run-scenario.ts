import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Machine, Result } from './report/result.ts';
import { Run, type RunOptions, usualRounds } from './run.ts';
import type { Scenario } from './scenarios/scenario.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

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
  const { measures, checked, loadCpu, plots, sizes } = run;
  return {
    scenario: scenario.id,
    short: options.short,
    command: commandOf(scenario, options),
    commit: commitOf(),
    date,
    machine,
    rounds: options.rounds,
    options: sizes,
    ...{ measures, checked, loadCpu, plots },
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

/** The commit that runs, with `+` where files differ from it. */
function commitOf(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const isClean =
      git('status', '--porcelain', '--untracked-files=no', '--', 'packages', 'bench/load', 'bench/peers') ===
      '';
    return git('rev-parse', '--short=12', 'HEAD') + (isClean ? '' : '+');
  } catch {
    return 'unknown';
  }
}

function thisMachine(): Machine {
  return {
    processor: `${cpus()[0]?.model ?? 'unknown'} (${arch()})`,
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    loadBefore: Number(loadavg()[0]?.toFixed(2)),
  };
}
