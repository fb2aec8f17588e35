import { Worker } from 'node:worker_threads';
import type { GroupOutcome, WriteGroup } from './task.ts';

/** What commits groups, one at a time and in their order: a thread of its own, so that nobody waits for the disk. */
export interface Writer {
  /** Commits a group; `wrote` answers it. */
  write(group: WriteGroup): void;
  /** Closes the connection; resolves when it is. */
  close(): Promise<void>;
}

/** What a writer tells. */
export interface WriterEvents {
  /** The group before was committed, or failed and left no trace. */
  wrote(outcome: GroupOutcome): void;
  /** There will be no further answer. */
  failed(error: unknown): void;
}

export type OpenWriter = (path: string, events: WriterEvents) => Writer;

/** A worker thread with a connection of its own. */
export const openWriterThread: OpenWriter = (path, { wrote, failed }) => {
  const worker = new Worker(new URL('./writer.worker.ts', import.meta.url), { workerData: { path } });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('message', wrote);
  worker.on('error', failed);
  return {
    write: (group) => worker.postMessage(group),
    close() {
      worker.postMessage('close');
      return exited;
    },
  };
};
