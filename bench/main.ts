/** Usage: npm run bench -- SCENARIO… [options], or `all`, or `report`. Without arguments: the list of scenarios. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readResults } from './report/read-results.ts';
import type { Result } from './report/result.ts';
import { writeReport } from './report/write-report.ts';
import { usualRounds } from './run.ts';
import { runScenarios } from './run-scenario.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { reported, scenarios } from './scenarios/scenarios.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const options = {
  short: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  size: { type: 'string' },
  minutes: { type: 'string' },
  data: { type: 'string' },
  out: { type: 'string' },
  profile: { type: 'string' },
} as const;

const usage = `npm run bench -- SCENARIO… [options]   runs scenarios (all: every one without a browser) and writes bench/results
npm run bench -- report                writes docs/performance.md, docs/cost-model.md and the plots from bench/results

  --short      a few seconds, small sizes: shows that it works; figures mean nothing and are not kept
  --rounds=N   rounds in which Parley and its peers take turns (3; short: 1)
  --size=N     messages in the large database (10,000,000; p9: 1,000,000)
  --minutes=N  length of the soak (30)
  --data=DIR   keeps large databases there for the next run
  --out=DIR    writes results there
  --profile=DIR  writes processor profiles of Parley there (for Chrome's developer tools); slows it down

`;

function list(): string {
  return usage + reported.map(({ id, title }) => `  ${id.padEnd(6)} ${title}`).join('\n');
}

function readNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replaceAll('_', ''));
  if (!(value > 0)) throw new RangeError(`--${name} is ${text}; give a number above zero`);
  return value;
}

function chosen(names: readonly string[]): Scenario[] {
  if (names.includes('all')) return [...scenarios];
  return names.map((name) => {
    const found = reported.find(({ id }) => id === name);
    if (found === undefined) throw new RangeError(`there is no scenario ${name}; npm run bench lists them`);
    return found;
  });
}

async function bench(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length === 0) return console.log(list());
  const results = join(root, 'bench/results');
  if (positionals[0] === 'report') {
    writeReport(readResults(results), {
      page: join(root, 'docs/performance.md'),
      costModel: join(root, 'docs/cost-model.md'),
      plots: join(results, 'plots'),
    });
    return;
  }
  const isKept = !values.short && values.profile === undefined;
  const out = values.out ?? (isKept ? results : undefined);
  const run = {
    short: values.short,
    rounds: readNumber('rounds', values.rounds) ?? usualRounds(values.short),
    size: readNumber('size', values.size),
    minutes: readNumber('minutes', values.minutes),
    kept: values.data,
    profiles: values.profile,
  };
  await runScenarios(chosen(positionals), run, (result) => keep(result, out));
}

function keep(result: Result, out: string | undefined): void {
  if (out === undefined) return;
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${result.scenario}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

await bench(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof RangeError ? error.message : error);
  process.exitCode = 1;
});
