import type { Database } from '../../sqlite/database.ts';
import type { RetryKey } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { type HashedSeq, RecentKeys } from '../recent-keys.ts';
import { retryHash } from '../retry-hash.ts';
import { logQueries } from './log-queries.ts';
import { type RetryRun, runFromRow, seqsInRun } from './retry-run.ts';
import { type NewRun, writeRun } from './retry-run-writer.ts';

export interface RetryIndexOptions {
  /** Keys held in memory before they are sealed into a run on disk. */
  readonly sealAfter: number;
  /** Runs of one level before they are merged into one of the next. */
  readonly mergeAfter: number;
}

export const retryIndexDefaults: RetryIndexOptions = { sealAfter: 65_536, mergeAfter: 8 };

const slice = 4096;
const leastSlots = 1024;

/**
 * Finds the entry that used a (log, sender, client_id), for ever, without an index that every first send pays
 * for (LOG5; docs/decisions/0004-retries.md).
 *
 * The log itself is the write-ahead log of this index: the newest keys are in memory and are read again from
 * the log at start; sealed runs hold the rest, each behind a filter that turns strangers away.
 */
export class RetryIndex {
  readonly #database: Database;
  readonly #options: RetryIndexOptions;
  #recent = new RecentKeys(leastSlots);
  /** Keys that are being sealed: in memory until their run counts. */
  #leaving: RecentKeys | undefined;
  #runs: RetryRun[] = [];
  /** Every key up to this sequence is in `#recent` or in a run. */
  #knownSeq = 0;
  #sealing: Promise<void> | null = null;

  constructor(database: Database, options: RetryIndexOptions = retryIndexDefaults) {
    this.#database = database;
    this.#options = options;
    this.#loadRuns();
    this.catchUp();
  }

  /** Reads keys that this process has not seen: at start, and after another process appended. */
  catchUp(): void {
    const upTo = Number(this.#database.get(logQueries.lastSeq, [])?.seq);
    if (upTo <= this.#knownSeq) return;
    for (const key of this.#keysBetween(this.#knownSeq, upTo)) this.#recent.add(key.hash, key.seq);
    this.#knownSeq = Math.max(this.#knownSeq, upTo);
  }

  /** Notes a committed entry's key. */
  add(key: RetryKey, seq: number): void {
    this.#recent.add(retryHash(key), seq);
  }

  /** Says that this process has noted every key up to a sequence; seals when enough have gathered. */
  advance(seq: number): void {
    this.#knownSeq = Math.max(this.#knownSeq, seq);
    if (this.#sealing === null && this.#isSealDue()) {
      // A disk that is full now may have room later: the keys stay in memory and the next append tries again.
      this.#sealing = this.#sealWhileDue()
        .catch(() => {})
        .finally(() => {
          this.#sealing = null;
        });
    }
  }

  /** Many keys in memory, or a long stretch of the log that the next start would have to read for a few. */
  #isSealDue(): boolean {
    const unsealed = this.#knownSeq - (this.#runs.at(-1)?.lastSeq ?? 0);
    return this.#recent.size >= this.#options.sealAfter || unsealed >= 4 * this.#options.sealAfter;
  }

  get knownSeq(): number {
    return this.#knownSeq;
  }

  /** Sequences of entries whose key may be this one; the caller compares. */
  candidates(key: RetryKey): number[] {
    const hash = retryHash(key);
    const found: number[] = [];
    this.#recent.collect(hash, found);
    this.#leaving?.collect(hash, found);
    const inMemory = found.length;
    if (this.#collectFromRuns(hash, found)) return found;
    // Another process merged runs that are known here.
    this.#loadRuns();
    found.length = inMemory;
    this.#collectFromRuns(hash, found);
    return found;
  }

  /** False when a run is gone that should be there. */
  #collectFromRuns(hash: number, found: number[]): boolean {
    for (const run of this.#runs) {
      if (!run.filter.mayHave(hash)) continue;
      const seqs = seqsInRun(this.#database, run, hash);
      if (seqs === undefined) return false;
      found.push(...seqs);
    }
    return true;
  }

  /** Waits for a seal or merge under way. */
  async settle(): Promise<void> {
    await this.#sealing;
  }

  /** What came while others were sealed may have been the last for long: no append would ask again. */
  async #sealWhileDue(): Promise<void> {
    for (let isSealed = true; isSealed && this.#isSealDue(); ) isSealed = await this.#seal();
  }

  /** False when another process has sealed the same keys. */
  async #seal(): Promise<boolean> {
    this.#loadRuns();
    const firstSeq = (this.#runs.at(-1)?.lastSeq ?? 0) + 1;
    const lastSeq = this.#knownSeq;
    // Memory has every key up to there, other processes' too: a jump in the sequence is caught up before it is noted.
    const keys = this.#recent;
    this.#leaving = keys;
    this.#recent = new RecentKeys(leastSlots);
    let isSealed = false;
    try {
      const run = { level: 0, firstSeq, lastSeq, keys: keys.size };
      isSealed = await writeRun(this.#database, run, keys.sorted());
    } finally {
      if (!isSealed) for (const { hash, seq } of keys.sorted()) this.#recent.add(hash, seq);
      this.#loadRuns();
      this.#leaving = undefined;
    }
    await this.#merge();
    return isSealed;
  }

  async #merge(): Promise<void> {
    for (let level = 0; ; level++) {
      const runs = this.#runs.filter((run) => run.level === level);
      if (runs.length < this.#options.mergeAfter) return;
      const merged: NewRun = {
        level: level + 1,
        firstSeq: runs[0]?.firstSeq ?? 0,
        lastSeq: runs.at(-1)?.lastSeq ?? 0,
        keys: runs.reduce((sum, run) => sum + run.keys, 0),
        replaces: runs,
      };
      await writeRun(this.#database, merged);
      this.#loadRuns();
    }
  }

  #loadRuns(): void {
    const runs = this.#database.all(logQueries.runs, []).map(runFromRow);
    this.#runs = runs.sort((one, other) => one.lastSeq - other.lastSeq);
    this.#knownSeq = Math.max(this.#knownSeq, this.#runs.at(-1)?.lastSeq ?? 0);
  }

  *#keysBetween(afterSeq: number, upToSeq: number): Generator<HashedSeq> {
    for (let after = afterSeq; ; ) {
      const rows = this.#database.all(logQueries.keysAfter, [after, upToSeq, slice]);
      for (const row of rows) {
        after = row.seq as number;
        if (row.client_id === null) continue;
        const key: RetryKey = {
          log: row.log as LogKey,
          author: (row.author as number | null) ?? undefined,
          label: (row.label as string | null) ?? undefined,
          clientId: row.client_id as string,
        };
        yield { hash: retryHash(key), seq: after };
      }
      if (rows.length < slice) return;
    }
  }
}
