import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { below, nodeBinary, root } from './layout.mjs';
import { fail, say } from './say.mjs';
import { fingerprint, readStamp, writeStamp } from './staleness.mjs';

/**
 * Installs the locked packages when they are not there, and makes sure of the Node everything runs on.
 * @returns {Promise<string | undefined>} the path of that Node, or nothing after saying what is wrong
 */
export async function ensureInstalled() {
  const lock = fingerprint(['package-lock.json']);
  if (!isInstalled(lock)) {
    say('installing…');
    const code = npm(['ci', '--loglevel=error', '--no-audit', '--no-fund']);
    if (code !== 0) {
      fail('npm ci failed; its message is above. Mend that and repeat the command.');
      return undefined;
    }
    writeStamp({ install: lock });
  }
  return existsSync(nodeBinary) || fetchNode() ? nodeBinary : undefined;
}

/** @param {string} lock the fingerprint of the lock file */
function isInstalled(lock) {
  if (!existsSync(below('node_modules'))) return false;
  if (readStamp().install === lock) return true;
  if (!holdsLocked()) return false;
  writeStamp({ install: lock });
  return true;
}

/** Whether node_modules already holds what the lock names, as after an `npm ci` or `npm install` by hand. */
function holdsLocked() {
  const wanted = packagesIn('package-lock.json');
  const held = packagesIn('node_modules/.package-lock.json');
  if (!wanted || !held) return false;
  const same = Object.keys(held).every((name) => wanted[name]?.version === held[name]?.version);
  return same && Object.keys(wanted).every((name) => name === '' || held[name] || wanted[name]?.optional);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }> | undefined} */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(below(file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Where npm was told to run no install scripts, the `node` package is there but empty: run its own step. */
function fetchNode() {
  say('fetching Node…');
  const folder = below('node_modules', 'node');
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: outsidePath(),
  });
  if (existsSync(nodeBinary)) return true;
  fail('the npm package "node" has no binary for this machine. Try: npm rebuild node --ignore-scripts=false');
  return false;
}

/**
 * npm as it was called, else the one on the PATH. Its warnings about the machine's older Node are not for us:
 * that Node runs this script only.
 * @param {string[]} args
 */
function npm(args) {
  const cli = process.env.npm_execpath;
  const ours = cli?.endsWith('.js') ? [cli, ...args] : undefined;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const done = spawnSync(ours ? node : 'npm', ours ?? args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: outsidePath(),
    shell: !ours && process.platform === 'win32',
  });
  if (done.error) fail(`npm could not be run: ${done.error.message}`);
  return done.status ?? 1;
}

/** The environment without our own binaries: npm is about to replace them. */
function outsidePath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const PATH = folders.filter((folder) => !folder.startsWith(below('node_modules'))).join(path.delimiter);
  return { ...process.env, PATH };
}
