import { readFileSync } from 'node:fs';
import { processSources } from '../config/sources.ts';
import { systemClock } from '../telemetry/clock.ts';
import type { Context } from './command.ts';
import { streamOutput } from './output.ts';

/** What the process itself gives its command: streams, settings, time, and the signals that stop it (CMD11). */
export function processContext(
  parts: Pick<Context, 'openOffice' | 'openReindexing' | 'rebuild' | 'startServer'>,
): Context {
  const packageFile = new URL('../../package.json', import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(packageFile, 'utf8'));
  const output = streamOutput(process.stdout, process.stderr);
  const stop = new AbortController();
  stopOnSignals(stop);
  stopWhenNobodyReads(stop);
  const own = { sources: processSources(), output, input: process.stdin, clock: systemClock, version };
  return { ...parts, ...own, stop: stop.signal };
}

/** The first signal asks, the second does not. */
function stopOnSignals(stop: AbortController): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(128 + number);
      stop.abort();
    });
  }
}

/** `parley tail | head`: whoever reads has seen enough. */
function stopWhenNobodyReads(stop: AbortController): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stop.abort();
  });
}
