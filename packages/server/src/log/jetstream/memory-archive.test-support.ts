import type { Archive, ArchivedRetry } from '../archive.ts';
import { entryKind, isNumbered, spokenCodes } from '../entry-kind.ts';
import { emptyHead, type Head, type RetryKey, type Span, type StoredEntry } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { retryHash } from '../retry-hash.ts';
import { tailOf } from '../tail-seq.ts';

/** An archive in memory that counts how often it is asked, and fails when it is told to. */
export class MemoryArchive implements Archive {
  readonly #entries: StoredEntry[] = [];
  reads = 0;
  broken = false;

  take(entries: readonly StoredEntry[]): void {
    const known = new Set(this.#entries.map(({ seq }) => seq));
    this.#entries.push(...entries.filter(({ seq }) => !known.has(seq)));
    this.#entries.sort((one, other) => one.seq - other.seq);
  }

  async head(log: LogKey): Promise<Head> {
    const { position, number } = this.#of(log).at(-1) ?? emptyHead;
    return { position, number };
  }

  async read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]> {
    return this.#of(log)
      .filter(({ position }) => position > after)
      .slice(0, limit);
  }

  async readBack(log: LogKey, { after, before, limit, spoken }: Span): Promise<StoredEntry[]> {
    return this.#of(log)
      .filter(
        ({ position, kind }) =>
          position > after && position < before && (!spoken || spokenCodes.includes(kind)),
      )
      .reverse()
      .slice(0, limit);
  }

  async readNumbersBelow(log: LogKey, below: number, limit: number): Promise<StoredEntry[]> {
    return this.#of(log)
      .filter(({ kind, number }) => isNumbered(kind) && number < below)
      .reverse()
      .slice(0, limit);
  }

  async readNumbersAbove(log: LogKey, above: number, limit: number): Promise<StoredEntry[]> {
    return this.#of(log)
      .filter(({ kind, number }) => isNumbered(kind) && number > above)
      .slice(0, limit);
  }

  async entries(seqs: readonly number[]): Promise<StoredEntry[]> {
    return this.#all().filter(({ seq }) => seqs.includes(seq));
  }

  async findRetry({ log, author, label, clientId }: RetryKey): Promise<StoredEntry | undefined> {
    return this.#of(log).find(
      (entry) => entry.author === author && entry.label === label && entry.clientId === clientId,
    );
  }

  async retryHashes(log: LogKey, after: number, limit: number): Promise<ArchivedRetry[]> {
    const keys = this.#of(log).flatMap(({ position, seq, author, label, clientId }) =>
      clientId === undefined || position <= after
        ? []
        : { position, seq, hash: retryHash({ log, author, label, clientId }) },
    );
    return keys.slice(0, limit);
  }

  async deletedAmong(log: LogKey, numbers: readonly number[]): Promise<number[]> {
    return this.#of(log).flatMap(({ kind, about = 0 }) =>
      kind === entryKind.message_deleted && numbers.includes(about) ? about : [],
    );
  }

  async readTail(tail: number, afterSeq: number, limit: number): Promise<StoredEntry[]> {
    return this.#all()
      .filter(({ seq }) => tailOf(seq) === tail && seq > afterSeq)
      .slice(0, limit);
  }

  #of(log: LogKey): StoredEntry[] {
    return this.#all().filter((entry) => entry.log === log);
  }

  #all(): readonly StoredEntry[] {
    this.reads += 1;
    if (this.broken) throw new Error('the archive is away');
    return this.#entries;
  }
}
