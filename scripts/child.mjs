import { spawn } from 'node:child_process';
import { constants, cpus } from 'node:os';
import path from 'node:path';
import { below, root } from './layout.mjs';

/**
 * Runs a program in our place: its input and output are ours, signals reach it, its exit code comes back.
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function runForeground(file, args) {
  const child = spawn(file, args, { cwd: root, stdio: 'inherit', env: ourEnvironment() });
  const stop = forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stop();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * Runs a program to its end, its output kept.
 * @param {string} file
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCaptured(file, args, cwd = root) {
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: ourEnvironment() });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

/**
 * The environment in which `node` is the repository's own, keeps what it compiled, and collects garbage on no more
 * threads than there are cores beside the one that serves: Node's own four take all of a small machine at once,
 * which whoever waits for an answer feels.
 */
function ourEnvironment() {
  const collectors = Math.min(4, Math.max(1, cpus().length - 1));
  return {
    NODE_COMPILE_CACHE: below('node_modules', '.cache', 'node'),
    ...process.env,
    NODE_OPTIONS: `--v8-pool-size=${collectors} ${process.env.NODE_OPTIONS ?? ''}`.trim(),
    PATH: `${below('node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  };
}

/**
 * A terminal sends Ctrl-C and hang-up to the whole process group, so the child has them already and a second one
 * could be taken for "stop at once". Without a terminal, and for SIGTERM, only we were told. npm tells us once more
 * what it was told itself: only the first of each kind is handed on.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} ends the forwarding
 */
function forwardSignals(child) {
  const fromTerminal = process.stdin.isTTY === true;
  /** @type {[NodeJS.Signals, () => void][]} */
  const listeners = /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).map((signal) => {
    let forwarded = fromTerminal && signal !== 'SIGTERM';
    return [
      signal,
      () => {
        if (!forwarded) child.kill(signal);
        forwarded = true;
      },
    ];
  });
  for (const [signal, listener] of listeners) process.on(signal, listener);
  const orphanWatch = watchParent(child);
  return () => {
    clearInterval(orphanWatch);
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}

/**
 * npm hands SIGTERM to the shell between us, which dies without telling us; the child would live on unseen.
 * A process whose parent died gets another one: then it is time to stop.
 * @param {import('node:child_process').ChildProcess} child
 */
function watchParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 250);
  return watch;
}
