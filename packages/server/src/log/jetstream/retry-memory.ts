import type { ArchivedRetry } from '../archive.ts';
import type { LogKey } from '../log-key.ts';
import { RecentKeys } from '../recent-keys.ts';
import { retryHash } from '../retry-hash.ts';
import type { Batch } from './batch-codec.ts';

const leastSlots = 8;
const bytesBeside = 200;

/** Hashes of the retry keys of one log, of a stretch of its positions. */
export class LogRetries {
  readonly keys = new RecentKeys(leastSlots);
  /** Keys up to this position are not here: they are in the archive. 0: the log is known from its start. */
  floor: number;
  /** Keys above the floor up to this position are here. */
  top: number;
  /** How often the archive was asked for a key of this log. */
  asked = 0;
  loading = false;

  constructor(position: number) {
    this.floor = position;
    this.top = position;
  }

  get bytes(): number {
    return this.keys.bytes + bytesBeside;
  }

  /** Takes a batch that goes on where this ends; others change nothing. */
  take(batch: Batch): void {
    if (batch.first - 1 > this.top || batch.head.position <= this.top) return;
    for (const { log, author, label, clientId, seq } of batch.entries()) {
      if (clientId !== undefined) this.keys.add(retryHash({ log, author, label, clientId }), seq);
    }
    this.top = batch.head.position;
  }

  takeArchived(keys: readonly ArchivedRetry[]): void {
    for (const { hash, seq } of keys) this.keys.add(hash, seq);
  }
}

/** Retry keys of the logs that were used last, within a number of bytes (LOG17). */
export class RetryMemory {
  readonly #logs = new Map<LogKey, LogRetries>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  get(log: LogKey): LogRetries | undefined {
    const retries = this.#logs.get(log);
    if (retries === undefined) return undefined;
    this.#logs.delete(log);
    this.#logs.set(log, retries);
    return retries;
  }

  /** Begins to remember a log whose keys up to a position are in the archive. */
  begin(log: LogKey, position: number): LogRetries {
    const retries = new LogRetries(position);
    this.drop(log);
    this.#logs.set(log, retries);
    this.#bytes += retries.bytes;
    this.#makeRoom();
    return retries;
  }

  /** Changes what is remembered of a log, and forgets others where it has grown. */
  change(retries: LogRetries, log: LogKey, change: (retries: LogRetries) => void): void {
    const before = retries.bytes;
    change(retries);
    if (this.#logs.get(log) !== retries) return;
    this.#bytes += retries.bytes - before;
    this.#makeRoom();
  }

  /** A log's newest batch: taken where it goes on, and begun with where it is the log's first. */
  newest(batch: Batch): void {
    const retries = this.#logs.get(batch.log) ?? (batch.first === 1 ? this.begin(batch.log, 0) : undefined);
    if (retries !== undefined) this.change(retries, batch.log, () => retries.take(batch));
  }

  drop(log: LogKey): void {
    this.#bytes -= this.#logs.get(log)?.bytes ?? 0;
    this.#logs.delete(log);
  }

  #makeRoom(): void {
    for (const log of this.#logs.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.drop(log);
    }
  }
}
