import type { SearchDocument } from '../search-index.ts';
import { DocumentWriter } from './document-writer.ts';
import { ElasticHttp } from './elastic-http.ts';
import type { ElasticOptions } from './elastic-options.ts';
import { Generations } from './generations.ts';

/**
 * Opens an empty index beside the one that serves, to be filled from the log while that one is searched and follows
 * the log as before (SEARCH15): for other settings (shards, replicas) or in place of one that is doubted.
 */
export async function openReplacement(options: ElasticOptions): Promise<Replacement> {
  const http = new ElasticHttp(options);
  const generations = new Generations(http, options);
  await generations.ensure();
  return new Replacement(http, generations, await generations.create());
}

/** An index on its way to serve. Abandoned ones go when another one is promoted, or the index is cleared. */
export class Replacement {
  readonly #generations: Generations;
  readonly #writer: DocumentWriter;
  readonly #generation: string;

  constructor(http: ElasticHttp, generations: Generations, generation: string) {
    this.#generations = generations;
    this.#writer = new DocumentWriter(http);
    this.#generation = generation;
  }

  /** As the port's. */
  apply(documents: readonly SearchDocument[], checkpoint: number): Promise<void> {
    return this.#writer.apply(this.#generation, documents, checkpoint);
  }

  checkpoint(): Promise<number> {
    return this.#writer.checkpoint(this.#generation);
  }

  /**
   * Serves from now on, and removes what served, at once for everybody; false when it is behind what serves, which then
   * goes on. In between writes to what serves are refused for an instant, so that none is lost; their tailer tries them again.
   */
  async promote(): Promise<boolean> {
    const serving = await this.#generations.ensure();
    if (serving === this.#generation) return true;
    await this.#generations.block(serving, true);
    try {
      if ((await this.checkpoint()) >= (await this.#writer.checkpoint(serving))) {
        await this.#generations.switchTo(this.#generation);
        return true;
      }
    } catch (error) {
      await this.#generations.block(serving, false).catch(() => undefined);
      throw error;
    }
    await this.#generations.block(serving, false);
    return false;
  }
}
