import type { Archive } from '../archive.ts';
import { isNumbered, spokenCodes } from '../entry-kind.ts';
import type { Log, Span, StoredEntry, TailPlace } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { placeOf, seqOf } from '../tail-seq.ts';
import { type Batch, lastSeqOf } from './batch-codec.ts';
import { boundaryOf, type RecentBatches } from './recent-batches.ts';
import type { StreamReader } from './stream-reader.ts';
import type { Subjects } from './subjects.ts';

export interface JetstreamReaderOptions {
  readonly reader: StreamReader;
  readonly recent: RecentBatches;
  readonly archive: Archive;
  readonly partitions: number;
  readonly subjects: Subjects;
}

type LogReads = Pick<
  Log,
  'read' | 'readBack' | 'readNumbersBelow' | 'readNumbersAbove' | 'entries' | 'end' | 'ends'
>;

const nothingMore = Number.MAX_SAFE_INTEGER;

/** Reads of the log: its newest entries from the stream, those before from the archive (LOG15). */
export class JetstreamReader implements LogReads {
  readonly #options: JetstreamReaderOptions;

  constructor(options: JetstreamReaderOptions) {
    this.#options = options;
  }

  async read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]> {
    const { recent, archive } = this.#options;
    const { batches, boundary } = await recent.gather(log, {
      isEnough: ({ first }) => first - 1 <= after,
      isArchived: ({ position }) => after + limit <= position,
    });
    const missing = Math.min(limit, boundary.position - after);
    const old = missing > 0 ? await archive.read(log, after, missing) : [];
    const newer = entriesOf(batches).filter(({ position }) => position > after);
    return [...old, ...newer].slice(0, limit);
  }

  async readBack(log: LogKey, span: Span): Promise<StoredEntry[]> {
    const { after, before, limit, spoken } = span;
    const fits = ({ position, kind }: StoredEntry) =>
      position > after && position < before && (!spoken || spokenCodes.includes(kind));
    const counted = counting(fits, limit);
    const { batches, boundary } = await this.#options.recent.gather(log, {
      isEnough: (batch) => counted(batch) || batch.first - 1 <= after,
      isArchived: ({ position }) => before - 1 <= position,
    });
    const newest = entriesOf(batches).filter(fits).reverse().slice(0, limit);
    if (newest.length === limit || boundary.position <= after) return newest;
    const rest = { ...span, before: Math.min(before, boundary.position + 1), limit: limit - newest.length };
    return [...newest, ...(await this.#options.archive.readBack(log, rest))];
  }

  async readNumbersBelow(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const fits = (entry: StoredEntry) => isNumbered(entry.kind) && entry.number < number;
    const { batches, boundary } = await this.#options.recent.gather(log, {
      isEnough: counting(fits, limit),
      isArchived: (end) => number - 1 <= end.number,
    });
    const newest = entriesOf(batches).filter(fits).reverse().slice(0, limit);
    if (newest.length === limit || boundary.number === 0) return newest;
    const below = Math.min(number, boundary.number + 1);
    const rest = await this.#options.archive.readNumbersBelow(log, below, limit - newest.length);
    return [...newest, ...rest];
  }

  async readNumbersAbove(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = Math.max(0, number);
    const { batches, boundary } = await this.#options.recent.gather(log, {
      isEnough: (batch) => boundaryOf(batch).number <= from,
      isArchived: (end) => from + limit <= end.number,
    });
    const missing = Math.min(limit, boundary.number - from);
    const old = missing > 0 ? await this.#options.archive.readNumbersAbove(log, from, missing) : [];
    const newer = entriesOf(batches).filter((entry) => isNumbered(entry.kind) && entry.number > from);
    return [...old, ...newer].slice(0, limit);
  }

  async entries(seqs: readonly number[]): Promise<StoredEntry[]> {
    const found = new Map<number, StoredEntry>();
    await Promise.all(
      [...new Set(seqs)].map(async (seq) => {
        const entry = await this.#inStream(seq);
        if (entry !== undefined) found.set(seq, entry);
      }),
    );
    const missing = seqs.filter((seq) => !found.has(seq));
    const archived = missing.length === 0 ? [] : await this.#options.archive.entries(missing);
    for (const entry of archived) found.set(entry.seq, entry);
    return seqs.flatMap((seq) => found.get(seq) ?? []);
  }

  async end(log: LogKey): Promise<TailPlace> {
    const { reader, archive, subjects } = this.#options;
    const tail = subjects.partition(log);
    const last = await reader.last(log);
    if (last !== undefined) return { tail, seq: lastSeqOf(last) };
    const [newest] = await archive.readBack(log, { after: 0, before: nothingMore, limit: 1, spoken: false });
    return { tail, seq: newest?.seq ?? 0 };
  }

  async ends(): Promise<readonly TailPlace[]> {
    return Promise.all(Array.from({ length: this.#options.partitions }, (_, tail) => this.#endOf(tail)));
  }

  async #endOf(tail: number): Promise<TailPlace> {
    const { reader } = this.#options;
    const { last_seq } = await reader.state(tail);
    if (last_seq === 0) return { tail, seq: 0 };
    const last = await reader.at(tail, last_seq);
    return { tail, seq: last === undefined ? seqOf(tail, last_seq, 0) : lastSeqOf(last) };
  }

  async #inStream(seq: number): Promise<StoredEntry | undefined> {
    const { tail, batch, index } = placeOf(seq);
    if (batch < 1 || tail >= this.#options.partitions) return undefined;
    return (await this.#options.reader.at(tail, batch))?.entries()[index];
  }
}

function entriesOf(batches: readonly Batch[]): StoredEntry[] {
  return batches.flatMap((batch) => batch.entries());
}

/** Answers, asked batch by batch, whether so many entries that fit have been seen. */
function counting(fits: (entry: StoredEntry) => boolean, limit: number): (batch: Batch) => boolean {
  let seen = 0;
  return (batch) => {
    seen += batch.entries().filter(fits).length;
    return seen >= limit;
  };
}
