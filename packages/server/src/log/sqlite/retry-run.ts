import type { SqlRow, SqlValue, Statement } from '../../sql/statement.ts';
import type { Database } from '../../sqlite/database.ts';
import type { HashedSeq } from '../recent-keys.ts';
import { logQueries } from './log-queries.ts';
import { RetryFilter } from './retry-filter.ts';

const chunkKeys = 1024;

/** A sealed, sorted stretch of retry keys, on disk in chunks, with its filter in memory. */
export interface RetryRun {
  readonly id: number;
  readonly level: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly keys: number;
  readonly filter: RetryFilter;
}

export function runFromRow(row: SqlRow): RetryRun {
  return {
    id: row.id as number,
    level: row.level as number,
    firstSeq: row.first_seq as number,
    lastSeq: row.last_seq as number,
    keys: row.keys as number,
    filter: new RetryFilter(row.filter as Uint8Array),
  };
}

/**
 * Sequences that share a hash in a run, nearly always none or one; undefined when the run is there no more. Ask the
 * run's filter first.
 */
export function seqsInRun(database: Database, run: RetryRun, hash: number): number[] | undefined {
  const row = database.get(logQueries.chunkAt, [run.id, hash]);
  if (row === undefined) return database.get(logQueries.run, [run.id]) === undefined ? undefined : [];
  const { hashes, seqs } = chunkFromRow(row);
  const found: number[] = [];
  for (let at = firstAtLeast(hashes, hash); hashes[at] === hash; at++) found.push(seqs[at] ?? 0);
  return found;
}

/** Reads a run's keys in order, a chunk at a time. */
export function* keysOfRun(database: Database, run: RetryRun): Generator<HashedSeq> {
  let after = -1;
  for (;;) {
    const row = database.get(logQueries.chunkAfter, [run.id, after]);
    if (row === undefined) return;
    const { hashes, seqs } = chunkFromRow(row);
    for (let at = 0; at < hashes.length; at++) yield { hash: hashes[at] ?? 0, seq: seqs[at] ?? 0 };
    after = row.first_hash as number;
  }
}

/** Writes one chunk; keys with the same hash never part. Returns the keys that did not fit. */
export function chunkStatement(run: number, keys: HashedSeq[]): Statement {
  const hashes = new Float64Array(keys.length);
  const seqs = new Float64Array(keys.length);
  for (const [at, { hash, seq }] of keys.entries()) {
    hashes[at] = hash;
    seqs[at] = seq;
  }
  const values: SqlValue[] = [run, keys[0]?.hash ?? 0, bytesOf(hashes), bytesOf(seqs)];
  return { sql: logQueries.insertChunk, values };
}

/** Whether a chunk is full and the next key starts a new one. */
export function chunkIsFull(keys: readonly HashedSeq[], next: HashedSeq): boolean {
  return keys.length >= chunkKeys && keys.at(-1)?.hash !== next.hash;
}

function chunkFromRow(row: SqlRow): { hashes: Float64Array; seqs: Float64Array } {
  return { hashes: floatsOf(row.hashes as Uint8Array), seqs: floatsOf(row.seqs as Uint8Array) };
}

function bytesOf(floats: Float64Array): Uint8Array {
  return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
}

function floatsOf(bytes: Uint8Array): Float64Array {
  // SQLite's bytes may lie at any offset; a typed array of doubles needs one that is a multiple of eight.
  return new Float64Array(bytes.slice().buffer);
}

function firstAtLeast(sorted: Float64Array, hash: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}
