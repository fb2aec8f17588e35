import type { Log, TailPlace } from '../../log/log.ts';
import type { DocumentSource } from '../../search/document-source.ts';
import type { Replacement } from '../../search/replacement.ts';
import { MessageDocuments } from './index-messages.ts';

/** Everything there is to index. */
export interface ReindexSource extends AsyncDisposable {
  /** Where every tail ends now. */
  ends(): Promise<readonly TailPlace[]>;
  /** One for each tail. */
  readonly tails: readonly Pick<DocumentSource, 'after'>[];
}

/** An index that is to be filled, and from what. */
export interface Reindexing extends AsyncDisposable {
  readonly source: ReindexSource;
  readonly replacement: Replacement;
}

export interface ReindexParts extends Pick<Reindexing, 'source' | 'replacement'> {
  readonly stop: AbortSignal;
  /** Told after every batch: entries read so far, and which share of the log that is, from 0 to 1. */
  readonly onProgress: (entries: number, share: number) => void;
}

/** The log as a source: its tails, from their beginnings. */
export function sourceOfLog(
  log: Pick<Log, 'tails' | 'openTail' | 'ends' | 'readNumbersBelow'>,
): ReindexSource {
  const tails = Array.from({ length: log.tails }, (_, index) => log.openTail(index));
  return {
    ends: () => log.ends(),
    tails: tails.map((tail) => new MessageDocuments(log, tail)),
    async [Symbol.asyncDispose]() {
      for (const tail of tails) await tail[Symbol.asyncDispose]();
    },
  };
}

/**
 * Fills a replacement of the search index while the other is searched and follows the log, and lets it serve (SEARCH19).
 * Answers how many entries were read. Throws when it is stopped, or fails: what served then goes on, as before.
 */
export async function reindex(parts: ReindexParts): Promise<number> {
  try {
    return await fillAndPromote(parts);
  } catch (error) {
    // What is left over only takes room, until another one is promoted.
    await parts.replacement.discard().catch(() => undefined);
    throw error;
  }
}

async function fillAndPromote(parts: ReindexParts): Promise<number> {
  const filling = new Filling(parts);
  // What was appended while the last round ran is less each time, so that little is left for when writing waits.
  for (let round = 0; round < roundsAtMost; round++) {
    const before = filling.entries;
    await filling.fill(await parts.source.ends());
    if (filling.entries - before < littleLeft) break;
  }
  const promoted = await parts.replacement.promote((serving) => filling.fill(serving));
  if (!promoted)
    throw new Error('the new search index is behind the one that serves, which goes on; run it again');
  return filling.entries;
}

const roundsAtMost = 10;
const littleLeft = 10_000;
const entriesAtOnce = 1000;
const tailsAtOnce = 4;

/** How far each tail has been brought. */
class Filling {
  readonly #parts: ReindexParts;
  readonly #reached: number[];
  entries = 0;

  constructor(parts: ReindexParts) {
    this.#parts = parts;
    this.#reached = parts.source.tails.map(() => 0);
  }

  /** Brings every tail to its place, or as far as there is something; some at once. */
  async fill(goals: readonly TailPlace[]): Promise<void> {
    const waiting = [...goals];
    const work = async () => {
      for (let goal = waiting.shift(); goal !== undefined; goal = waiting.shift())
        await this.#fillTail(goal, goals);
    };
    await Promise.all(Array.from({ length: tailsAtOnce }, work));
  }

  async #fillTail({ tail, seq: goal }: TailPlace, goals: readonly TailPlace[]): Promise<void> {
    const { source, replacement, stop, onProgress } = this.#parts;
    for (let after = this.#at(tail); after < goal; after = this.#at(tail)) {
      if (stop.aborted) throw new Error('stopped; the index that served goes on');
      const stretch = await source.tails[tail]?.after(after, entriesAtOnce);
      if (stretch === undefined) return;
      await replacement.apply(stretch.documents, { tail, seq: stretch.checkpoint });
      this.#reached[tail] = stretch.checkpoint;
      this.entries += stretch.entries;
      onProgress(this.entries, this.#shareOf(goals));
    }
  }

  #at(tail: number): number {
    return this.#reached[tail] ?? 0;
  }

  /** Sequences are no counts, but each tail's grow evenly with what is in it. */
  #shareOf(goals: readonly TailPlace[]): number {
    const shares = goals.map(({ tail, seq }) => (seq === 0 ? 1 : Math.min(1, this.#at(tail) / seq)));
    return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  }
}
