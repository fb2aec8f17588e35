import type { Archive, ArchivedRetry } from '../log/archive.ts';
import type { EntryKindCode } from '../log/entry-kind.ts';
import { emptyHead, type Head, type RetryKey, type Span, type StoredEntry } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import { retryHash } from '../log/retry-hash.ts';
import { tailOf } from '../log/tail-seq.ts';
import type { SqlRow, SqlValue, Statement } from '../sql/statement.ts';
import { archiveQueries, probes } from './queries/archive-queries.ts';
import { readBatches } from './read-batches.ts';
import type { SqlDriver } from './sql-driver.ts';

/** A cluster's archive of its log: the table `entry`, which projectors fill from every log's start without a hole. */
export class EntryArchive implements Archive {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  async head(log: LogKey): Promise<Head> {
    const row = await this.#driver.readOne(archiveQueries.head, [log]);
    return row === undefined ? emptyHead : headOf(row);
  }

  read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]> {
    return this.#select(archiveQueries.readAfter, log, after, limit);
  }

  readBack(log: LogKey, { after, before, limit, spoken }: Span): Promise<StoredEntry[]> {
    const query = spoken ? archiveQueries.spokenBack : archiveQueries.readBack;
    return this.#select(query, log, after, before, limit);
  }

  async readNumbersBelow(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = (await this.#positionOf(log, number)) - 1;
    return this.#select(archiveQueries.numberedDown, log, from, limit);
  }

  async readNumbersAbove(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = await this.#positionOf(log, number + 1);
    return this.#select(archiveQueries.numberedUp, log, from, limit);
  }

  async entries(seqs: readonly number[]): Promise<StoredEntry[]> {
    const each = seqs.map((seq) => this.#select(archiveQueries.bySeq, tailOf(seq), seq));
    return (await Promise.all(each)).flat();
  }

  readTail(tail: number, afterSeq: number, limit: number): Promise<StoredEntry[]> {
    return this.#select(archiveQueries.tail, tail, afterSeq, limit);
  }

  async findRetry(key: RetryKey): Promise<StoredEntry | undefined> {
    const found = await this.#select(archiveQueries.byRetry, key.log, retryHash(key));
    return found.find(
      ({ author, label, clientId }) =>
        author === key.author && label === key.label && clientId === key.clientId,
    );
  }

  async deletedAmong(log: LogKey, numbers: readonly number[]): Promise<number[]> {
    const rows = await readBatches(this.#driver, archiveQueries.deletedAmong, [log], numbers);
    return rows.map(({ number }) => number as number);
  }

  async retryHashes(log: LogKey, after: number, limit: number): Promise<ArchivedRetry[]> {
    const rows = await this.#driver.read(archiveQueries.retries, [log, after, limit]);
    return rows.map(({ position, seq, retry }) => ({
      position: position as number,
      seq: seq as number,
      hash: retry as number,
    }));
  }

  async #select(sql: string, ...values: SqlValue[]): Promise<StoredEntry[]> {
    return (await this.#driver.read(sql, values)).map(entryOf);
  }

  /**
   * Where a number stands, or would stand: the first position whose running number reaches it. It lies as many
   * positions behind the number as there are entries without one before it, and is found by looking at a few places of
   * that range at a time (LOG7).
   */
  async #positionOf(log: LogKey, number: number): Promise<number> {
    const head = await this.head(log);
    if (number > head.number) return head.position + 1;
    let low = Math.max(1, number);
    let high = low + head.position - head.number;
    while (low < high) {
      const rows = await this.#driver.read(archiveQueries.numbersAt, [log, ...placesBetween(low, high)]);
      for (const { position, number: there } of rows.map(headOf)) {
        if (there < number) low = Math.max(low, position + 1);
        else high = Math.min(high, position);
      }
    }
    return low;
  }
}

/** Statements that store entries; those that are there already they leave as they are. */
export function insertStatements(entries: readonly StoredEntry[]): Statement[] {
  const statements: Statement[] = [];
  for (let from = 0; from < entries.length; ) {
    const [size, sql] = sizes.find(([rows]) => rows <= entries.length - from) ?? smallest;
    statements.push({ sql, values: entries.slice(from, from + size).flatMap(rowOf) });
    from += size;
  }
  return statements;
}

const smallest = [1, archiveQueries.insert1] as const;
const sizes = [[100, archiveQueries.insert100], [10, archiveQueries.insert10], smallest] as const;

/** Places at even distances, `low` and not `high` among them; some more than once where there are fewer. */
function placesBetween(low: number, high: number): number[] {
  return Array.from({ length: probes }, (_, each) => low + Math.floor(((high - low) * each) / probes));
}

function headOf({ position, number }: SqlRow): Head {
  return { position: position as number, number: number as number };
}

function rowOf(entry: StoredEntry): SqlValue[] {
  const { log, author, label, clientId } = entry;
  return [
    log,
    entry.position,
    entry.number,
    entry.kind,
    entry.about ?? null,
    author ?? null,
    label ?? null,
    clientId ?? null,
    entry.at,
    entry.content ?? null,
    entry.data ?? null,
    entry.seq,
    clientId === undefined ? null : retryHash({ log, author, label, clientId }),
  ];
}

function entryOf(row: SqlRow): StoredEntry {
  return {
    seq: row.seq as number,
    log: row.log as LogKey,
    position: row.position as number,
    number: row.number as number,
    kind: row.kind as EntryKindCode,
    at: row.at as number,
    ...(row.about !== null && { about: row.about as number }),
    ...(row.author !== null && { author: row.author as number }),
    ...(row.label !== null && { label: row.label as string }),
    ...(row.client_id !== null && { clientId: row.client_id as string }),
    ...(row.content !== null && { content: row.content as string }),
    ...(row.data !== null && { data: row.data as string }),
  };
}
