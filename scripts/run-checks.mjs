// Usage: npm run check. Everything that must hold before a change is done, besides the tests: types, lint and
import { existsSync, readdirSync } from 'node:fs';
import { runCaptured } from './child.mjs';
import { below } from './layout.mjs';

/** @typedef {{ name: string, args: string[] }} Step each is run by this Node */

/** @returns {Step[]} */
function typeSteps() {
  const projects = readdirSync(below('packages')).map((name) => `packages/${name}`);
  return [...projects, 'checks', 'scripts', 'bench', 'faults']
    .filter((project) => existsSync(below(project, 'tsconfig.json')))
    .map((project) => ({
      name: `types of ${project}`,
      args: ['node_modules/typescript/bin/tsc', '-p', project],
    }));
}

/** @type {Step[]} */
const steps = [
  ...typeSteps(),
  {
    name: 'format and lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--diagnostic-level=warn'],
  },
  { name: 'rules of the repository', args: ['scripts/run-tests.mjs', 'checks/'] },
  { name: 'generated pages', args: ['scripts/run-tests.mjs', 'checks/docs-drift'] },
];

/** @param {Step} step @returns {Promise<boolean>} whether it holds */
async function runStep({ name, args }) {
  const startedAt = performance.now();
  const { code, output } = await runCaptured(process.execPath, args);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output.replace(/^/gm, '    ').trimEnd());
  return code === 0;
}

let failed = 0;
for (const step of steps) if (!(await runStep(step))) failed += 1;
console.log(`\n${steps.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
