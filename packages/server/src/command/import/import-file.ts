import { stat } from 'node:fs/promises';
import type { Clock } from '../../telemetry/clock.ts';
import type { ImportTarget } from '../office/office.ts';
import type { Progress } from '../progress.ts';
import type { ImportReport } from './import-report.ts';
import { LineImporter } from './line-importer.ts';
import { readLines } from './read-lines.ts';

export interface ImportJob {
  readonly file: string;
  readonly chat: string;
  /** Longest text, in bytes of UTF-8. */
  readonly contentBytes: number;
  readonly stop: AbortSignal;
  readonly clock: Clock;
  readonly progress: Progress;
}

/** Imports one file of JSON lines into one group, in its order (CMD7, CMD8). Throws when the file cannot be read. */
export async function importFile(target: ImportTarget, job: ImportJob): Promise<ImportReport> {
  const { file, chat, contentBytes, stop, clock, progress } = job;
  const startedMs = clock.monotonic();
  const { size } = await stat(file);
  const importer = new LineImporter(target, chat, contentBytes);
  let interrupted = false;
  for await (const line of readLines(file)) {
    interrupted = stop.aborted;
    if (interrupted) break;
    if (await importer.take(line)) progress.update(line.offset, size, importer.words());
  }
  await importer.flush();
  progress.end();
  const seconds = (clock.monotonic() - startedMs) / 1000;
  return { file, chat, ...importer.totals(), seconds, interrupted };
}
