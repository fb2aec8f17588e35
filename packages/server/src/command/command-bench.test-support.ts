import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { compose } from '../compose.ts';
import { systemClock } from '../telemetry/clock.ts';
import { capturedOutput } from './captured-output.test-support.ts';
import { commandTable } from './command-table.ts';
import { openOffice } from './office/open-office.ts';
import { runCommand } from './run-command.ts';

export interface CommandResult {
  readonly code: number;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

export interface RunOptions {
  /** What stdin has. */
  readonly typed?: string;
  readonly stop?: AbortSignal;
  /** Hears each line of the result as it is written. */
  readonly onLine?: (line: string) => void;
}

/** Runs commands on a data folder of their own, as the process would, with everything real but the streams. */
export interface CommandBench extends AsyncDisposable {
  readonly folder: string;
  run(argv: readonly string[], options?: RunOptions): Promise<CommandResult>;
  /** Writes a file of JSON lines; texts go in as they are. Answers its path. */
  file(name: string, lines: readonly (object | string)[]): Promise<string>;
}

export async function openCommandBench(data?: string): Promise<CommandBench> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-command-'));
  const environment = { PARLEY_DATA: data ?? join(folder, 'data') };
  return {
    folder,
    async run(argv, { typed = '', stop = new AbortController().signal, onLine } = {}) {
      const output = capturedOutput(false, onLine);
      const input = new PassThrough();
      input.end(typed);
      const code = await runCommand(argv, commandTable, {
        sources: { environment, readFile: () => '', isTerminal: false },
        output,
        input,
        clock: systemClock,
        stop,
        version: '0.0.0',
        openOffice: async (config, logger) => {
          const composed = await compose({ config, logger });
          return openOffice(composed.node, () => Promise.resolve(composed[Symbol.asyncDispose]()));
        },
        openReindexing: () => Promise.reject(new Error('the bench runs no cluster')),
        rebuild: () => Promise.reject(new Error('the bench runs no cluster')),
        startServer: () => Promise.reject(new Error('the bench runs no server')),
      });
      return { code, lines: output.result, notes: output.notes };
    },
    async file(name, lines) {
      const path = join(folder, name);
      const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
      await writeFile(path, `${texts.join('\n')}\n`);
      return path;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
