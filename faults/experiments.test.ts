import { test } from 'node:test';
import { experiments } from './experiments.ts';

const seed = Number(process.env.PARLEY_SEED ?? Math.floor(Math.random() * 1e9));

for (const { name, title, run } of experiments) {
  test(`FAULT2 ${name}: ${title} (PARLEY_SEED=${seed})`, async () => {
    await run({ seed, short: true, say: () => undefined });
  });
}
