/** Usage: npm run faults -- EXPERIMENT… [options], or `all`, or `report`. Without arguments: the list of experiments. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commitOf, thisMachine } from '../bench/report/origin.ts';
import type { Experiment } from './experiment.ts';
import { experiments } from './experiments.ts';
import { readResults } from './report/read-results.ts';
import { reliabilityPage } from './report/reliability-page.ts';
import type { Result } from './report/result.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'faults/results');

const options = {
  short: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
} as const;

const usage = `npm run faults -- EXPERIMENT… [options]   runs experiments (all: every one) and writes faults/results
npm run faults -- report                  writes docs/reliability.md from faults/results

  --short   a few seconds, small sizes: shows that it works; nothing is kept
  --seed=N  of everything random (1)

`;

function chosen(names: readonly string[]): readonly Experiment[] {
  if (names.includes('all')) return experiments;
  return names.map((name) => {
    const found = experiments.find((experiment) => experiment.name === name);
    if (found === undefined)
      throw new RangeError(`there is no experiment ${name}; npm run faults lists them`);
    return found;
  });
}

async function runOne(experiment: Experiment, seed: number, short: boolean): Promise<Result> {
  const machine = thisMachine();
  const began = performance.now();
  const say = (text: string) => console.error(`${experiment.name}  ${text}`);
  const findings = await experiment.run({ seed, short, say });
  return {
    experiment: experiment.name,
    command: `npm run faults -- ${experiment.name} --seed=${seed}`,
    commit: commitOf(['packages', 'faults']),
    date: new Date().toISOString(),
    machine,
    seed,
    seconds: (performance.now() - began) / 1000,
    findings,
  };
}

async function faults(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length === 0) {
    const rows = experiments.map(({ name, title }) => `  ${name.padEnd(12)} ${title}`);
    return console.log(usage + rows.join('\n'));
  }
  if (positionals[0] === 'report') {
    return writeFileSync(
      join(root, 'docs/reliability.md'),
      reliabilityPage(experiments, readResults(results)),
    );
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`--seed is ${values.seed}; give a whole number`);
  for (const experiment of chosen(positionals)) {
    const missing = experiment.missing?.();
    if (missing !== undefined) throw new RangeError(`${experiment.name} cannot run here: ${missing}`);
    const result = await runOne(experiment, seed, values.short);
    console.log(JSON.stringify(result.findings, null, 2));
    if (values.short) continue;
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, `${experiment.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  }
}

try {
  await faults(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof RangeError ? `faults: ${error.message}` : error);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}
