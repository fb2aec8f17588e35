import { stat } from 'node:fs/promises';
import type { Clock } from '../../telemetry/clock.ts';
import type { ImportMessage, ImportTarget } from '../office/office.ts';
import type { Progress } from '../progress.ts';
import type { ImportReport } from './import-report.ts';
import { ImportTally } from './import-tally.ts';
import { ImportedAuthors } from './imported-authors.ts';
import { messageKeys } from './message-key.ts';
import { type Line, readLines } from './read-lines.ts';
import { type Reading, readRecord } from './read-record.ts';
import { TargetChat } from './target-chat.ts';

export interface ImportJob {
  readonly file: string;
  readonly chat: string;
  /** Longest text, in bytes of UTF-8. */
  readonly contentBytes: number;
  readonly stop: AbortSignal;
  readonly clock: Clock;
  readonly progress: Progress;
}

interface Batched extends ImportMessage {
  readonly line: number;
}

const batchSize = 500;

/** Imports one file of JSON lines into one group, in its order (CMD7, CMD8). Throws when the file cannot be read. */
export async function importFile(target: ImportTarget, job: ImportJob): Promise<ImportReport> {
  const startedMs = job.clock.monotonic();
  const { size } = await stat(job.file);
  const authors = new ImportedAuthors(target);
  const chat = new TargetChat(target, job.chat);
  const tally = new ImportTally();
  const keyOf = messageKeys();
  let batch: Batched[] = [];
  for await (const line of readLines(job.file)) {
    if (job.stop.aborted) break;
    if (line.text?.trim() === '') continue;
    tally.read += 1;
    const record = reading(line, job.contentBytes);
    if ('skip' in record) {
      tally.skip(line.number, record.skip, record.detail);
      continue;
    }
    const { at, text: content } = record;
    batch.push({
      author: await authors.keyOf(record),
      clientId: keyOf(record),
      at,
      content,
      line: line.number,
    });
    if (batch.length < batchSize) continue;
    await append(chat, batch, tally);
    batch = [];
    job.progress.update(line.offset, size, tally.words());
  }
  await append(chat, batch, tally);
  job.progress.end();
  const seconds = (job.clock.monotonic() - startedMs) / 1000;
  const { file, stop } = job;
  return {
    file,
    chat: job.chat,
    number: chat.number,
    ...tally.totals(),
    ...authors.totals(),
    seconds,
    interrupted: stop.aborted,
  };
}

function reading({ text, problem }: Line, contentBytes: number): Reading {
  if (text !== undefined) return readRecord(text, contentBytes);
  const skip = problem ?? 'not UTF-8';
  return { skip, detail: skip };
}

async function append(chat: TargetChat, batch: readonly Batched[], tally: ImportTally): Promise<void> {
  const outcomes = await chat.append(batch);
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome === 'imported') tally.imported += 1;
    else if (outcome === 'present') tally.present += 1;
    else
      tally.skip(batch[index]?.line ?? 0, 'key used for another message', 'client_id has another text here');
  }
}
