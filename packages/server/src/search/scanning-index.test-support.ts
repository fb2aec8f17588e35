import { normalise } from '@parley/protocol/normalise.ts';
import type { Matches, MatchRequest, SearchDocument, SearchIndex, SearchScope } from './search-index.ts';

/** The port by reading every text: what the engines are compared with. */
export class ScanningIndex implements SearchIndex {
  readonly #documents = new Map<number, { log: number; normalised: string }>();
  #checkpoint = 0;

  async apply(documents: readonly SearchDocument[], checkpoint: number): Promise<void> {
    for (const { seq, log, text } of documents) {
      if (text === null) this.#documents.delete(seq);
      else this.#documents.set(seq, { log, normalised: normalise(text) });
    }
    this.#checkpoint = checkpoint;
  }

  async checkpoint(): Promise<number> {
    return this.#checkpoint;
  }

  async matches({ before, skip = 0, limit, ...scope }: MatchRequest): Promise<Matches> {
    const all = this.#all(scope).filter((seq) => before === undefined || seq < before);
    return { seqs: all.slice(skip, skip + limit), exhausted: all.length <= skip + limit };
  }

  async count(scope: SearchScope): Promise<number> {
    return this.#all(scope).length;
  }

  async clear(): Promise<void> {
    this.#documents.clear();
    this.#checkpoint = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  #all({ logs, query }: SearchScope): number[] {
    const needle = normalise(query);
    const wanted = new Set(logs);
    const seqs: number[] = [];
    for (const [seq, { log, normalised }] of this.#documents) {
      if (wanted.has(log) && normalised.includes(needle)) seqs.push(seq);
    }
    return seqs.sort((one, other) => other - one);
  }
}
