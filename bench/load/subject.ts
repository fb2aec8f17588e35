import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from './program.ts';

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

/** Starts Parley on a data folder as people start it, on a free port; `settings` make it a node of a cluster. */
export function startParley(
  data: string,
  nodeArguments: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Subject> {
  const environment = {
    ...settings,
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
  environment = {},
  nodeArguments = [],
}: SubjectOptions): Promise<Subject> {
  const program = await startProgram({
    command: process.execPath,
    args: [...nodeArguments, script, ...args],
    environment,
    ready: /ready at (http:\/\/[^\s"]+)/,
  });
  return subjectOf(program, program.ready[1] ?? '');
}

/** A program that is reached at an address, as a subject. */
export function subjectOf(program: Program, url: string): Subject {
  const { pid, startMs } = program;
  return {
    ...{ url, pid, startMs },
    memory: () => residentBytes(pid),
    stop: () => program.stop(),
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}
