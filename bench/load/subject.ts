import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What is measured: a server in its own process. */
export interface Subject extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** From starting the process until it said it was ready, in milliseconds. */
  readonly startMs: number;
  /** Memory the process has in RAM, in bytes. */
  memory(): number;
  stop(): Promise<void>;
}

interface SubjectOptions {
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeArguments?: readonly string[];
}

const parley = fileURLToPath(import.meta.resolve('@parley/server/main.ts'));
const patienceMs = 120_000;

/** Starts Parley on a data folder as people start it, on a free port. */
export function startParley(data: string, nodeArguments: readonly string[] = []): Promise<Subject> {
  const environment = {
    PARLEY_DATA: data,
    PARLEY_PORT: '0',
    PARLEY_RATE_LIMITS: 'off',
    PARLEY_LOG_FORMAT: 'json',
  };
  return startSubject({ script: parley, args: ['serve'], environment, nodeArguments });
}

/** Starts one of the peers in bench/peers. */
export function startPeer(name: string, ...args: readonly string[]): Promise<Subject> {
  return startSubject({ script: fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url)), args });
}

async function startSubject({
  script,
  args = [],
  environment,
  nodeArguments = [],
}: SubjectOptions): Promise<Subject> {
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, script, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  const slow = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  const url = await readyUrl(child).finally(() => clearTimeout(slow));
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    startMs: performance.now() - began,
    memory: () => residentBytes(pid),
    stop: () => end('SIGTERM'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}

/** Reads both streams to their end, so that the process never waits for its reader. */
function readyUrl(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (said.length < 20) said.push(line);
        const [, url] = /ready at (http:\/\/[^\s"]+)/.exec(line) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', () => reject(new Error(`the server ended: ${said.join('\n')}`)));
  });
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
