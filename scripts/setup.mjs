#!/usr/bin/env node
// The one door to every command of this repository: `npm start`, `npm test`, `npm run check`, `npm run bench`.
// It runs on whatever Node (>= 18) the machine has, prepares only what is stale, then hands over to the Node of
// the `node` package. Everything it says goes to standard error, so a command's output stays clean.
import { runForeground } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { fail, say } from './say.mjs';
import { ensureWebBuilt } from './web-build.mjs';

/** @typedef {{ script: string, args?: string[], needsWeb?: (args: string[]) => boolean }} Target */

/** @type {Record<string, Target>} */
const targets = {
  start: { script: 'packages/server/src/main.ts', args: ['serve'], needsWeb: () => true },
  parley: { script: 'packages/server/src/main.ts', needsWeb: (args) => args[0] === 'serve' },
  test: { script: 'scripts/run-tests.mjs' },
  check: { script: 'scripts/run-checks.mjs' },
  docs: { script: 'scripts/generate-docs.mjs' },
  engines: { script: 'packages/testkit/scripts/fetch-engines.ts' },
  faults: { script: 'faults/main.ts' },
  bench: { script: 'bench/main.ts', needsWeb: (args) => args.includes('web') },
};

/**
 * @param {string | undefined} name
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function setup(name, args) {
  const target = targets[name ?? ''];
  if (!target) {
    fail(`unknown command "${name ?? ''}"; use one of: ${Object.keys(targets).join(', ')}`);
    return 2;
  }
  const node = await ensureInstalled();
  if (node === undefined) return 1;
  if (target.needsWeb?.(args) && !(await ensureWebBuilt(node))) return 1;
  if (name === 'start') say('starting');
  return runForeground(node, [target.script, ...(target.args ?? []), ...args]);
}

process.exitCode = await setup(process.argv[2], process.argv.slice(3));
