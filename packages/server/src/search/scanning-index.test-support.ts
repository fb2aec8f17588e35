import { normalise } from '@parley/protocol/normalise.ts';
import type {
  Matches,
  MatchPlace,
  MatchRequest,
  Reached,
  SearchDocument,
  SearchIndex,
  SearchScope,
} from './search-index.ts';

interface Scanned extends MatchPlace {
  readonly log: number;
  readonly normalised: string;
}

/** The port by reading every text: what the engines are compared with. */
export class ScanningIndex implements SearchIndex {
  readonly #documents = new Map<number, Scanned>();
  readonly #checkpoints = new Map<number, number>();

  async apply(documents: readonly SearchDocument[], { tail, seq: reached }: Reached): Promise<void> {
    for (const { seq, at, log, text } of documents) {
      if (text === null) this.#documents.delete(seq);
      else this.#documents.set(seq, { seq, at, log, normalised: normalise(text) });
    }
    this.#checkpoints.set(tail, reached);
  }

  async checkpoint(tail: number): Promise<number> {
    return this.#checkpoints.get(tail) ?? 0;
  }

  async matches({ before, skip = 0, limit, ...scope }: MatchRequest): Promise<Matches> {
    const order = new Set(scope.logs).size > 1 ? byTime : bySeq;
    const all = this.#all(scope)
      .sort(order)
      .filter((place) => before === undefined || order(before, place) < 0);
    const seqs = all.slice(skip, skip + limit).map(({ seq }) => seq);
    const last = all[skip + limit - 1];
    return last === undefined || all.length === skip + limit
      ? { seqs }
      : { seqs, next: { seq: last.seq, at: last.at } };
  }

  async count(scope: SearchScope): Promise<number> {
    return this.#all(scope).length;
  }

  async clear(): Promise<void> {
    this.#documents.clear();
    this.#checkpoints.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #all({ logs, query }: SearchScope): Scanned[] {
    const needle = normalise(query);
    const wanted = new Set(logs);
    return [...this.#documents.values()].filter(
      ({ log, normalised }) => wanted.has(log) && normalised.includes(needle),
    );
  }
}

/** Newest first, in one tail. */
function bySeq(one: MatchPlace, other: MatchPlace): number {
  return other.seq - one.seq;
}

/** Newest first, over several tails. */
function byTime(one: MatchPlace, other: MatchPlace): number {
  return other.at - one.at || bySeq(one, other);
}
