import type { SqlRow, SqlValue } from '../../sql/statement.ts';
import type { Log, Span, StoredEntry, Tail } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { entryFromRow } from './entry-row.ts';
import { logQueries } from './log-queries.ts';

export interface SqlReader {
  all(sql: string, values: readonly SqlValue[]): SqlRow[];
  get(sql: string, values: readonly SqlValue[]): SqlRow | undefined;
}

type LogReads = Pick<Log, 'read' | 'readBack' | 'readNumbersBelow' | 'readNumbersAbove' | 'entries'>;

/** What can be read of the log by any thread that has a connection. */
export class SqliteLogReader implements LogReads, Pick<Tail, 'lastSeq'> {
  readonly #sql: SqlReader;

  constructor(sql: SqlReader) {
    this.#sql = sql;
  }

  async read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]> {
    return this.#sql.all(logQueries.readAfter, [log, after, limit]).map(entryFromRow);
  }

  async readBack(log: LogKey, { after, before, limit, spoken }: Span): Promise<StoredEntry[]> {
    const query = spoken ? logQueries.spokenBack : logQueries.readBack;
    return this.#sql.all(query, [log, after, before, limit]).map(entryFromRow);
  }

  async readNumbersBelow(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = this.#positionOf(log, number) - 1;
    return this.#sql.all(logQueries.numberedDown, [log, from, limit]).map(entryFromRow);
  }

  async readNumbersAbove(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = this.#positionOf(log, number + 1);
    return this.#sql.all(logQueries.numberedUp, [log, from, limit]).map(entryFromRow);
  }

  async readTail(afterSeq: number, limit: number): Promise<StoredEntry[]> {
    return this.#sql.all(logQueries.tail, [afterSeq, limit]).map(entryFromRow);
  }

  async entries(seqs: readonly number[]): Promise<StoredEntry[]> {
    return seqs.flatMap((seq) => this.#sql.all(logQueries.bySeq, [seq])).map(entryFromRow);
  }

  lastSeq(): number {
    return Number(this.#sql.get(logQueries.lastSeq, [])?.seq);
  }

  /**
   * Where a number stands, or would stand: the first position whose running number reaches it. A number's
   * position is at least the number; each entry without a number before it pushes it one further, so the answer
   * lies in a range as wide as there are such entries and is found by halving it (LOG7).
   */
  #positionOf(log: LogKey, number: number): number {
    const row = this.#sql.get(logQueries.head, [log]);
    if (row === undefined || number > (row.number as number)) return ((row?.position as number) ?? 0) + 1;
    let low = Math.max(1, number);
    let high = low + (row.position as number) - (row.number as number);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#numberAt(log, middle) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #numberAt(log: LogKey, position: number): number {
    return this.#sql.get(logQueries.numberAt, [log, position])?.number as number;
  }
}
