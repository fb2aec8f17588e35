import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentSource, OpenSource, SourceModule } from '../document-source.ts';
import type { Reached, SearchDocument } from '../search-index.ts';
import type { Call, Reply } from './call.ts';
import { DocumentReader } from './document-reader.ts';
import { DocumentWriter } from './document-writer.ts';
import { isDamage, openSearchFile } from './search-file.ts';

// On Linux a priority belongs to a thread: indexing gives way to whoever sends.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

if (parentPort === null) throw new Error('search.worker.ts runs as a worker thread');
const port = parentPort;
const { path, source: sourceModule } = workerData as { path: string; source?: SourceModule };

const connection = openSearchFile(path);
const writer = new DocumentWriter(connection);
const reader = new DocumentReader(connection);
const source = await openSourceOf(sourceModule);
let closing = false;
let running = 0;

port.on('message', (message: Call | 'close') => {
  if (message === 'close') {
    closing = true;
    closeWhenIdle();
  } else {
    running++;
    void reply(message);
  }
});

async function reply(call: Call): Promise<void> {
  let answer: Reply;
  try {
    answer = { id: call.id, value: await perform(call) };
  } catch (error) {
    answer = { id: call.id, error: isDamage(error) ? damaged(error) : error };
  }
  port.postMessage(answer);
  running--;
  closeWhenIdle();
}

function perform(call: Call): unknown {
  switch (call.method) {
    case 'apply':
      return applyTold(...call.args);
    case 'fill':
      return fill(...call.args);
    case 'checkpoint':
      requireFirstTail(...call.args);
      return writer.checkpoint();
    case 'matches':
      return reader.matches(...call.args);
    case 'count':
      return reader.count(...call.args);
    case 'clear':
      writer.clear();
      return reader.cleared();
  }
}

async function fill(entries: number): Promise<number> {
  if (source === undefined)
    throw new Error('this search index was opened without a source to fill itself from');
  const before = writer.checkpoint();
  const stretch = await source.after(before, entries);
  if (stretch === undefined) return before;
  apply(stretch.documents, stretch.checkpoint);
  return stretch.checkpoint;
}

function applyTold(documents: readonly SearchDocument[], { tail, seq }: Reached): void {
  requireFirstTail(tail);
  apply(documents, seq);
}

function requireFirstTail(tail: number): void {
  if (tail !== 0) throw new RangeError(`the embedded search index keeps tail 0, not ${tail}`);
}

function apply(documents: readonly SearchDocument[], checkpoint: number): void {
  writer.apply(documents, checkpoint);
  reader.changed(documents.map(({ seq }) => seq));
}

async function openSourceOf(module: SourceModule | undefined): Promise<DocumentSource | undefined> {
  if (module === undefined) return undefined;
  const { openSource } = (await import(module.url)) as { openSource: OpenSource };
  return openSource(module.options);
}

function damaged(cause: unknown): Error {
  const remedy = 'stop the server, delete the file and start again: it is filled from the log';
  return new Error(`the search index ${path} is damaged; ${remedy}`, { cause });
}

function closeWhenIdle(): void {
  if (!closing || running > 0) return;
  connection.close();
  source?.close();
  port.close();
}
