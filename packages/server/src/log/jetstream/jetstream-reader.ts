import type { Archive } from '../archive.ts';
import { isNumbered, spokenCodes } from '../entry-kind.ts';
import type { Log, Span, StoredEntry, TailPlace } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { placeOf, seqOf } from '../tail-seq.ts';
import { type Batch, lastSeqOf } from './batch-codec.ts';
import type { DeletedText } from './deleted-text.ts';
import { boundaryOf, type RecentBatches } from './recent-batches.ts';
import type { StreamReader } from './stream-reader.ts';
import type { Subjects } from './subjects.ts';

export interface JetstreamReaderOptions {
  readonly reader: StreamReader;
  readonly recent: RecentBatches;
  readonly archive: Archive;
  readonly deleted: DeletedText;
  readonly partitions: number;
  readonly subjects: Subjects;
}

type LogReads = Pick<
  Log,
  'read' | 'readBack' | 'readNumbersBelow' | 'readNumbersAbove' | 'entries' | 'end' | 'ends'
>;

const nothingMore = Number.MAX_SAFE_INTEGER;

/** Reads of the log: its newest entries from the stream, those before from the archive (LOG15), none with a text that was deleted (LOG20). */
export class JetstreamReader implements LogReads {
  readonly #options: JetstreamReaderOptions;

  constructor(options: JetstreamReaderOptions) {
    this.#options = options;
  }

  async read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]> {
    const { recent, archive, deleted } = this.#options;
    const newest = await recent.gather(log, { isEnough: ({ first }) => first - 1 <= after });
    const { batches, boundary } = newest;
    const missing = Math.min(limit, boundary.position - after);
    const old = missing > 0 ? await archive.read(log, after, missing) : [];
    const newer = entriesOf(batches).filter(({ position }) => position > after);
    return deleted.erase(log, newest, [...old, ...newer].slice(0, limit));
  }

  async readBack(log: LogKey, span: Span): Promise<StoredEntry[]> {
    const { after, before, limit, spoken } = span;
    const fits = ({ position, kind }: StoredEntry) =>
      position > after && position < before && (!spoken || spokenCodes.includes(kind));
    const counted = counting(fits, limit);
    const { recent, archive, deleted } = this.#options;
    const newest = await recent.gather(log, {
      isEnough: (batch) => counted(batch) || batch.first - 1 <= after,
    });
    const { batches, boundary } = newest;
    const found = entriesOf(batches).filter(fits).reverse().slice(0, limit);
    if (found.length < limit && boundary.position > after) {
      const rest = { ...span, before: Math.min(before, boundary.position + 1), limit: limit - found.length };
      found.push(...(await archive.readBack(log, rest)));
    }
    return deleted.erase(log, newest, found);
  }

  async readNumbersBelow(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const fits = (entry: StoredEntry) => isNumbered(entry.kind) && entry.number < number;
    const { recent, archive, deleted } = this.#options;
    const newest = await recent.gather(log, { isEnough: counting(fits, limit) });
    const { batches, boundary } = newest;
    const found = entriesOf(batches).filter(fits).reverse().slice(0, limit);
    if (found.length < limit && boundary.number > 0) {
      const below = Math.min(number, boundary.number + 1);
      found.push(...(await archive.readNumbersBelow(log, below, limit - found.length)));
    }
    return deleted.erase(log, newest, found);
  }

  async readNumbersAbove(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    const from = Math.max(0, number);
    const { recent, archive, deleted } = this.#options;
    const newest = await recent.gather(log, { isEnough: (batch) => boundaryOf(batch).number <= from });
    const { batches, boundary } = newest;
    const missing = Math.min(limit, boundary.number - from);
    const old = missing > 0 ? await archive.readNumbersAbove(log, from, missing) : [];
    const newer = entriesOf(batches).filter((entry) => isNumbered(entry.kind) && entry.number > from);
    return deleted.erase(log, newest, [...old, ...newer].slice(0, limit));
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
    return this.#options.deleted.eraseAny(seqs.flatMap((seq) => found.get(seq) ?? []));
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
