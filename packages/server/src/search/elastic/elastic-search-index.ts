import type {
  Matches,
  MatchRequest,
  Reached,
  SearchDocument,
  SearchIndex,
  SearchScope,
} from '../search-index.ts';
import { DocumentReader } from './document-reader.ts';
import { DocumentWriter } from './document-writer.ts';
import { ElasticHttp } from './elastic-http.ts';
import type { ElasticOptions } from './elastic-options.ts';
import { Generations } from './generations.ts';
import { readAlias } from './layout.ts';
import { ShortCalls } from './short-calls.ts';
import { TailWriter } from './tail-writer.ts';

/**
 * Opens the search index of a cluster on Elasticsearch (7.10 or later) or OpenSearch; makes an empty one where there
 * is none. Several processes may search one index, and write different tails; two that write one tail replay each other's
 * work, which is harmless (SEARCH13).
 */
export async function openElasticSearchIndex(options: ElasticOptions): Promise<SearchIndex> {
  const http = new ElasticHttp(options);
  const generations = new Generations(http, options);
  await generations.ensure();
  return new ElasticSearchIndex(http, generations, options);
}

class ElasticSearchIndex implements SearchIndex {
  readonly #alias: string;
  readonly #generations: Generations;
  readonly #reader: DocumentReader;
  readonly #writer: DocumentWriter;
  readonly #shortCalls = new ShortCalls();
  readonly #asked = new Set<Promise<unknown>>();
  readonly #tails = new Map<number, TailWriter>();
  /** Nothing is written while the index is being emptied. */
  #cleared: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(http: ElasticHttp, generations: Generations, options: ElasticOptions) {
    this.#alias = readAlias(options);
    this.#generations = generations;
    this.#reader = new DocumentReader(http, this.#alias);
    this.#writer = new DocumentWriter(http, options.onBulk);
  }

  apply(documents: readonly SearchDocument[], reached: Reached): Promise<void> {
    const apply = () => this.#tail(reached.tail).apply(documents, reached);
    return this.#ask(documents.length === 0 ? () => this.#shortCalls.run(apply) : apply);
  }

  checkpoint(tail: number): Promise<number> {
    return this.#ask(() => this.#shortCalls.run(() => this.#writer.checkpoint(this.#alias, tail)));
  }

  matches(request: MatchRequest): Promise<Matches> {
    return this.#ask(async () => {
      await this.#shortCalls.first();
      return this.#reader.matches(request);
    });
  }

  count(scope: SearchScope): Promise<number> {
    return this.#ask(async () => {
      await this.#shortCalls.first();
      return this.#reader.count(scope);
    });
  }

  clear(): Promise<void> {
    return this.#ask(() => {
      const idle = [this.#cleared, ...Array.from(this.#tails.values(), (tail) => tail.idle())];
      this.#tails.clear();
      const cleared = Promise.all(idle).then(async () => {
        await this.#generations.switchTo(await this.#generations.create());
      });
      this.#cleared = cleared.catch(() => undefined);
      return cleared;
    });
  }

  /** Answers what was asked before. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#asked);
  }

  #tail(tail: number): TailWriter {
    let writer = this.#tails.get(tail);
    if (writer === undefined) {
      writer = new TailWriter(this.#generations, this.#writer, this.#cleared);
      this.#tails.set(tail, writer);
    }
    return writer;
  }

  async #ask<Value>(call: () => Promise<Value>): Promise<Value> {
    if (this.#closed) throw new Error('the search index is closed');
    const asked = call();
    this.#asked.add(asked);
    try {
      return await asked;
    } finally {
      this.#asked.delete(asked);
    }
  }
}
