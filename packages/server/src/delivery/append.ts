import type { Append, Head, Log, PlacedEntry, StoredEntry } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import type { ChatRegistry } from './chat-registry.ts';

export type AppendResult = 'appended' | 'conflict' | 'full' | 'failed';
export type AppendFinished = (result: AppendResult) => void;

/** Told of entries once they are durable, in the order of each log. */
export type CommittedListener = (entries: readonly StoredEntry[]) => void;

interface Batch {
  readonly log: LogKey;
  readonly expected: Head;
  readonly entries: PlacedEntry[];
  readonly finished: AppendFinished[];
}

/**
 * Stage 2, append: brings placed entries into the log, those that wait for the same log together (APP1).
 *
 * Guarantees: a caller is answered after its entries are durable, or not at all stored (APP2); listeners hear of
 * entries after that and before the caller does, once each (APP3). What was built on an append that did not
 * succeed does not succeed either (APP4).
 */
export class Appender {
  readonly #log: Log;
  readonly #chats: ChatRegistry;
  readonly #committed: CommittedListener;
  #batches = new Map<LogKey, Batch>();
  #flushPlanned = false;

  constructor(log: Log, chats: ChatRegistry, committed: CommittedListener) {
    this.#log = log;
    this.#chats = chats;
    this.#committed = committed;
  }

  append(append: Append, finished: AppendFinished): void {
    const batch = this.#batchFor(append);
    batch.entries.push(...append.entries);
    batch.finished.push(finished);
    if (this.#flushPlanned) return;
    this.#flushPlanned = true;
    queueMicrotask(() => this.#flush());
  }

  #batchFor(append: Append): Batch {
    const open = this.#batches.get(append.log);
    const end = open?.entries.at(-1)?.position;
    if (open !== undefined && end === append.expected.position) return open;
    // A state was reloaded in between: what stood before goes to the log as it is and is judged there.
    if (open !== undefined) this.#send(open);
    const batch: Batch = { log: append.log, expected: append.expected, entries: [], finished: [] };
    this.#batches.set(append.log, batch);
    return batch;
  }

  #flush(): void {
    this.#flushPlanned = false;
    const batches = this.#batches;
    this.#batches = new Map();
    for (const batch of batches.values()) this.#send(batch);
  }

  #send(batch: Batch): void {
    this.#log.append(batch, (outcome) => {
      if (outcome.kind === 'appended') {
        const last = batch.entries.at(-1);
        if (last !== undefined) this.#chats.commit(batch.log, last);
        this.#committed(outcome.entries);
        for (const each of batch.finished) each('appended');
        return;
      }
      const result = outcome.kind === 'conflict' ? 'conflict' : outcome.reason;
      for (const each of batch.finished) each(result);
    });
  }
}
