import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server as people run it: a process of its own that can be killed. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Ends the process at once, as power loss does to it; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks the process to stop, and resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** A process that has just been started and may be killed before it is ready. */
export interface StartingProcess extends Omit<ServerProcess, 'url'> {
  /** Resolves with the address once it serves; rejects when the process ends before. */
  readonly ready: Promise<string>;
}

const main = fileURLToPath(import.meta.resolve('@parley/server/main.ts'));

/** Starts `parley serve` on a free port and a data folder; resolves when it is ready. `hear` gets every line it writes. */
export async function startProcess(
  data: string,
  environment: Readonly<Record<string, string>> = {},
  hear: (line: string) => void = () => {},
): Promise<ServerProcess> {
  const { ready, ...started } = launchProcess(data, environment, hear);
  return { url: await ready, ...started };
}

/** Starts `parley serve` without waiting for anything. */
export function launchProcess(
  data: string,
  environment: Readonly<Record<string, string>> = {},
  hear: (line: string) => void = () => {},
): StartingProcess {
  const own = { PARLEY_DATA: data, PARLEY_PORT: '0', PARLEY_LOG_FORMAT: 'json', PARLEY_RATE_LIMITS: 'off' };
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { ...surroundings(), ...own, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const ready = readyUrl(child, hear);
  // Whoever kills it before it is ready does not wait for this.
  ready.catch(() => undefined);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return {
    ready,
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      return child.exitCode;
    },
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}

/** The environment without settings: those of the tests are no options of the server. */
function surroundings(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PARLEY_'));
  return Object.fromEntries(kept);
}

/** Reads both streams to their end, so that the process never waits for its reader. */
function readyUrl(child: ChildProcess, hear: (line: string) => void): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        hear(line);
        if (said.length < 50) said.push(line);
        const [, url] = /Parley is ready at (http:\/\/[^\s"]+)/.exec(line) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', () => reject(new Error(`the server ended: ${said.join('\n')}`)));
  });
}
