import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './result.ts';

/** The newest result of each experiment, by its name. */
export function readResults(folder: string): ReadonlyMap<string, Result> {
  if (!existsSync(folder)) return new Map();
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result);
  return new Map(results.map((result) => [result.experiment, result]));
}
