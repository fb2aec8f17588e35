import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { enginePrograms } from '../packages/testkit/src/engines/engine-cache.ts';

/**
 * @typedef {object} Kind a kind of test that needs something outside the repository
 * @property {string} name
 * @property {string} suffix how its files' names end
 * @property {string[]} programs all of these groups must be there; alternatives of a group are split by `|`
 * @property {string} remedy how to get them
 */

/** @type {Kind[]} */
export const kinds = [
  {
    name: 'browser',
    suffix: '.browser.test.ts',
    programs: ['chromium|chromium-browser|google-chrome'],
    remedy: 'install Chromium (Debian: apt-get install chromium) or set PARLEY_CHROMIUM to its path',
  },
  {
    name: 'search-cluster',
    suffix: 'elastic-index.cluster.test.ts',
    programs: ['java', 'elasticsearch', 'opensearch'],
    remedy:
      'install Java and unzip (Debian: apt-get install default-jre-headless unzip), then npm run engines',
  },
  {
    name: 'cluster',
    suffix: '.cluster.test.ts',
    programs: ['nats-server', 'mariadbd'],
    remedy: 'install nats-server and mariadb-server (Debian: apt-get install nats-server mariadb-server)',
  },
];

const longSuffix = '.long.test.ts';

/** Where the tests of whole servers are, which hold for three nodes as they do for one. */
const wholeServers = [
  'packages/server/src/features/',
  'packages/server/src/transport/events/',
  'packages/web/e2e/',
];

/** What is about one node: its own limits, its own data folder, another process on that. */
const ofOneNode = [
  'watch-sessions.test.ts',
  'setup.test.ts',
  'first-load.browser.test.ts',
  'install.browser.test.ts',
];

/** @param {string} file */
export function runsOnCluster(file) {
  if (file.endsWith('.cluster.test.ts') || ofOneNode.some((name) => file.endsWith(name))) return false;
  return wholeServers.some((folder) => file.startsWith(folder));
}

/**
 * Sorts test files into those to run and those left out, each with its reason.
 * @param {string[]} files paths below the root
 * @param {{ filters: string[], long: boolean, has: (program: string) => boolean }} options
 */
export function selectTests(files, { filters, long, has }) {
  const wanted = files.filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)));
  /** @type {string[]} */
  const run = [];
  /** @type {{ file: string, kind: string, reason: string }[]} */
  const leftOut = [];
  for (const file of wanted) {
    const kind = kinds.find(({ suffix }) => file.endsWith(suffix));
    const missing = kind?.programs.filter((group) => !group.split('|').some(has)) ?? [];
    if (kind && missing.length > 0) {
      leftOut.push({ file, kind: kind.name, reason: `no ${missing.join(', no ')}: ${kind.remedy}` });
    } else if (file.endsWith(longSuffix) && !long && !filters.includes(file)) {
      leftOut.push({ file, kind: 'long', reason: 'takes long: npm run test:long' });
    } else {
      run.push(file);
    }
  }
  return { run, leftOut };
}

/**
 * Which left-out tests count as failures: PARLEY_TEST_REQUIRE is `all`, or names of kinds separated by commas.
 * Long tests are left out by choice and never required.
 * @param {{ file: string, kind: string, reason: string }[]} leftOut
 * @param {string | undefined} require
 */
export function requiredButLeftOut(leftOut, require = '') {
  const required = require.split(',').map((name) => name.trim());
  return leftOut.filter(
    ({ kind }) => kind !== 'long' && (required.includes('all') || required.includes(kind)),
  );
}

/** Whether a program is there: on the PATH; for Chromium, where PARLEY_CHROMIUM says; a fetched engine, in the cache.
 * @param {string} program */
export function hasProgram(program) {
  const named = program === 'chromium' ? process.env.PARLEY_CHROMIUM : undefined;
  if (named) return isExecutable(named);
  const engine = enginePrograms()[program];
  if (engine !== undefined) return isExecutable(engine);
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return [...folders, '/usr/sbin'].some(
    (folder) => folder !== '' && isExecutable(path.join(folder, program)),
  );
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
