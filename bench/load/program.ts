import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of ours that has said that it is ready. Disposing of it kills it. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** From starting the process until it said it was ready, in milliseconds. */
  readonly startMs: number;
  /** What it said when it was ready. */
  readonly ready: RegExpExecArray;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Besides this process's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Found in the line, on either stream, that says that it is ready. */
  readonly ready: RegExp;
}

const patienceMs = 120_000;
const linesKept = 20;

/** Starts a program; rejects with what it said if it ends before it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { command, args, environment, ready } = options;
  const began = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  const slow = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const found = await readyLine(child, ready).finally(() => clearTimeout(slow));
  return {
    pid: child.pid ?? 0,
    startMs: performance.now() - began,
    ready: found,
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}

/** Reads both streams to their end, so that the process never waits for its reader. */
function readyLine(child: ChildProcess, ready: RegExp): Promise<RegExpExecArray> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (said.length < linesKept) said.push(line);
        const found = ready.exec(line);
        if (found !== null) resolve(found);
      });
    }
    child.once('exit', () => reject(new Error(`${child.spawnfile} ended: ${said.join('\n')}`)));
  });
}
