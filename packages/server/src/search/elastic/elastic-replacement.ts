import type { Replacement } from '../replacement.ts';
import type { Reached, SearchDocument } from '../search-index.ts';
import { DocumentWriter } from './document-writer.ts';
import { ElasticHttp } from './elastic-http.ts';
import type { ElasticOptions } from './elastic-options.ts';
import { Generations } from './generations.ts';

/**
 * Opens an empty index beside the one that serves, to be filled from the log while that one is searched and follows
 * the log as before (SEARCH15): for other settings (shards, replicas) or in place of one that is doubted.
 */
export async function openReplacement(options: ElasticOptions, tails: number): Promise<Replacement> {
  const http = new ElasticHttp(options);
  const generations = new Generations(http, options);
  await generations.ensure();
  return new ElasticReplacement({ http, generations, tails }, await generations.create());
}

interface ReplacementParts {
  readonly http: ElasticHttp;
  readonly generations: Generations;
  /** How many tails the log has. */
  readonly tails: number;
}

/** Those that nobody discarded go when another one is promoted, or the index is cleared. */
class ElasticReplacement implements Replacement {
  readonly #generations: Generations;
  readonly #writer: DocumentWriter;
  readonly #generation: string;
  readonly #tails: readonly number[];

  constructor({ http, generations, tails }: ReplacementParts, generation: string) {
    this.#generations = generations;
    this.#writer = new DocumentWriter(http);
    this.#generation = generation;
    this.#tails = Array.from({ length: tails }, (_, tail) => tail);
  }

  apply(documents: readonly SearchDocument[], reached: Reached): Promise<void> {
    return this.#writer.apply(this.#generation, documents, reached, true);
  }

  checkpoint(tail: number): Promise<number> {
    return this.#writer.checkpoint(this.#generation, tail);
  }

  async promote(catchUp: (serving: readonly Reached[]) => Promise<void>): Promise<boolean> {
    const serving = await this.#generations.ensure();
    if (serving === this.#generation) return true;
    await this.#generations.block(serving, true);
    try {
      const goals = await this.#checkpoints(serving);
      await catchUp(goals);
      const own = await this.#checkpoints(this.#generation);
      if (goals.every(({ seq }, tail) => (own[tail]?.seq ?? 0) >= seq)) {
        await this.#writer.refresh(this.#generation);
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

  async discard(): Promise<void> {
    if ((await this.#generations.serving()) !== this.#generation)
      await this.#generations.remove(this.#generation);
  }

  #checkpoints(generation: string): Promise<Reached[]> {
    return Promise.all(
      this.#tails.map(async (tail) => ({ tail, seq: await this.#writer.checkpoint(generation, tail) })),
    );
  }
}
