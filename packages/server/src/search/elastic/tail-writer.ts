import type { Reached, SearchDocument } from '../search-index.ts';
import type { DocumentWriter } from './document-writer.ts';
import type { Generations } from './generations.ts';

/** Writes one tail, a batch after the other, to the index that serves. */
export class TailWriter {
  readonly #generations: Generations;
  readonly #writer: DocumentWriter;
  /** Where this tail is written; undefined while it must be asked which index serves. */
  #generation: string | undefined;
  #written: Promise<unknown>;

  /** `begin`: what must be over before the first batch. */
  constructor(generations: Generations, writer: DocumentWriter, begin: Promise<unknown>) {
    this.#generations = generations;
    this.#writer = writer;
    this.#written = begin;
  }

  apply(documents: readonly SearchDocument[], reached: Reached): Promise<void> {
    const written = this.#written.then(() => this.#apply(documents, reached));
    this.#written = written.catch(() => undefined);
    return written;
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    await this.#written;
  }

  async #apply(documents: readonly SearchDocument[], reached: Reached): Promise<void> {
    this.#generation ??= await this.#serving(reached);
    try {
      await this.#writer.apply(this.#generation, documents, reached);
    } catch (error) {
      this.#generation = undefined;
      throw error;
    }
  }

  /** The index that serves, unless it lacks what these documents follow on: the batch would leave a hole (SEARCH14). */
  async #serving({ tail, after = 0 }: Reached): Promise<string> {
    const serving = await this.#generations.ensure();
    const checkpoint = await this.#writer.checkpoint(serving, tail);
    if (checkpoint >= after) return serving;
    throw new Error(
      `the search index ${serving} stands at ${checkpoint} in tail ${tail}, and these documents follow on ${after}: ` +
        'somebody emptied it; go on from its checkpoint',
    );
  }
}
