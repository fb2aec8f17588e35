import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Statement } from '../../sql/statement.ts';
import type { Database } from '../../sqlite/database.ts';
import type { HashedSeq } from '../recent-keys.ts';
import { logQueries } from './log-queries.ts';
import { RetryFilter } from './retry-filter.ts';
import { chunkIsFull, chunkStatement, keysOfRun, type RetryRun } from './retry-run.ts';

export interface NewRun {
  readonly level: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly keys: number;
  /** Runs that this one takes the place of. */
  readonly replaces?: readonly RetryRun[];
}

/**
 * Writes a run chunk by chunk, so that senders wait for a chunk at most; the row in `retry_run` comes last and
 * makes it count. What a crash leaves behind has no such row and is overwritten by the next attempt.
 * Answers false when another process wrote the same run first.
 */
export async function writeRun(
  database: Database,
  run: NewRun,
  sorted?: Iterable<HashedSeq>,
): Promise<boolean> {
  const replaces = run.replaces ?? [];
  const keys = sorted ?? mergeSorted(replaces.map((each) => keysOfRun(database, each)));
  const filter = RetryFilter.sized(run.keys);
  // The last sequence names a run: unique among sealed runs, and a merge outlives the run whose name it takes.
  const id = run.lastSeq * 16 + run.level;
  for (const chunk of chunksOf(keys)) {
    for (const key of chunk) filter.add(key.hash);
    await database.write({ kind: 'statements', statements: [chunkStatement(id, chunk)] });
    await nextTurn();
  }
  const statements: Statement[] = replaces.flatMap((each) => [
    { sql: logQueries.deleteRun, values: [each.id] },
    { sql: logQueries.deleteChunks, values: [each.id] },
  ]);
  statements.push({
    sql: logQueries.insertRun,
    values: [id, run.level, run.firstSeq, run.lastSeq, run.keys, filter.bytes],
  });
  const result = await database.write({ kind: 'statements', statements });
  return result.kind === 'done';
}

function* chunksOf(keys: Iterable<HashedSeq>): Generator<HashedSeq[]> {
  let chunk: HashedSeq[] = [];
  for (const key of keys) {
    if (chunkIsFull(chunk, key)) {
      yield chunk;
      chunk = [];
    }
    chunk.push(key);
  }
  if (chunk.length > 0) yield chunk;
}

function* mergeSorted(sources: Iterator<HashedSeq>[]): Generator<HashedSeq> {
  const heads = sources.map((source) => source.next());
  for (;;) {
    let least = -1;
    heads.forEach((head, index) => {
      const best = heads[least]?.value as HashedSeq | undefined;
      if (!head.done && (best === undefined || head.value.hash < best.hash)) least = index;
    });
    const head = heads[least];
    const source = sources[least];
    if (head === undefined || source === undefined || head.done) return;
    yield head.value;
    heads[least] = source.next();
  }
}
