import type { Matches, MatchRequest, SearchDocument, SearchIndex, SearchScope } from '../search-index.ts';
import { DocumentReader } from './document-reader.ts';
import { DocumentWriter } from './document-writer.ts';
import { ElasticHttp } from './elastic-http.ts';
import type { ElasticOptions } from './elastic-options.ts';
import { Generations } from './generations.ts';
import { readAlias } from './layout.ts';
import { ShortCalls } from './short-calls.ts';

/**
 * Opens the search index of a cluster on Elasticsearch (7.10 or later) or OpenSearch; makes an empty one where there
 * is none. Several processes may search one index; one at a time writes.
 */
export async function openElasticSearchIndex(options: ElasticOptions): Promise<SearchIndex> {
  const http = new ElasticHttp(options);
  const generations = new Generations(http, options);
  await generations.ensure();
  return new ElasticSearchIndex(http, generations, readAlias(options));
}

class ElasticSearchIndex implements SearchIndex {
  readonly #alias: string;
  readonly #generations: Generations;
  readonly #reader: DocumentReader;
  readonly #writer: DocumentWriter;
  readonly #shortCalls = new ShortCalls();
  readonly #asked = new Set<Promise<unknown>>();
  /** Writes go one after the other. */
  #written: Promise<unknown> = Promise.resolve();
  /** Where this process writes; undefined while it must ask which index serves. */
  #generation: string | undefined;
  /** The greatest checkpoint this process has set. */
  #reached = 0;
  #closed = false;

  constructor(http: ElasticHttp, generations: Generations, alias: string) {
    this.#alias = alias;
    this.#generations = generations;
    this.#reader = new DocumentReader(http, alias);
    this.#writer = new DocumentWriter(http);
  }

  apply(documents: readonly SearchDocument[], checkpoint: number): Promise<void> {
    const apply = () => this.#write(() => this.#apply(documents, checkpoint));
    return this.#ask(documents.length === 0 ? () => this.#shortCalls.run(apply) : apply);
  }

  checkpoint(): Promise<number> {
    return this.#ask(() => this.#shortCalls.run(() => this.#writer.checkpoint(this.#alias)));
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
    return this.#ask(() =>
      this.#write(async () => {
        const empty = await this.#generations.create();
        await this.#generations.switchTo(empty);
        this.#generation = empty;
        this.#reached = 0;
      }),
    );
  }

  /** Answers what was asked before. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#asked);
  }

  async #apply(documents: readonly SearchDocument[], checkpoint: number): Promise<void> {
    this.#generation ??= await this.#serving();
    try {
      await this.#writer.apply(this.#generation, documents, checkpoint);
    } catch (error) {
      this.#generation = undefined;
      throw error;
    }
    this.#reached = Math.max(this.#reached, checkpoint);
  }

  /** The index that serves, unless it lacks what this process has written: the next batch would leave a hole. */
  async #serving(): Promise<string> {
    const serving = await this.#generations.ensure();
    const checkpoint = await this.#writer.checkpoint(serving);
    if (checkpoint >= this.#reached) return serving;
    throw new Error(
      `the search index ${serving} stands at ${checkpoint}, and was at ${this.#reached}: somebody emptied it; ` +
        'restart this server, which fills it from there',
    );
  }

  #write(write: () => Promise<void>): Promise<void> {
    const written = this.#written.then(write);
    this.#written = written.catch(() => undefined);
    return written;
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
