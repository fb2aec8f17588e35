import { test } from 'node:test';
import { loneExperiments } from './experiments.ts';

const seed = Number(process.env.PARLEY_SEED ?? Math.floor(Math.random() * 1e9));

/** The rules an experiment shows. */
const shown: Readonly<Record<string, string>> = {
  kills: 'PROC1',
  drain: 'PROC2',
  'disk-full': 'PROC3',
  clock: 'PROC4',
  hostile: 'HOST1',
};

for (const { name, title, missing, run } of loneExperiments) {
  const rules = ['FAULT2', shown[name] ?? ''].join(' ').trim();
  test(`${rules} ${name}: ${title} (PARLEY_SEED=${seed})`, { skip: missing?.() ?? false }, async () => {
    await run({ seed, short: true, say: () => undefined });
  });
}
