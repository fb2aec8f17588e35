/**
 * Runs what concerns one thing one after the other, so that each sees what the one before made of it (MSG6). Of this
 * node only: what crosses on several is decided again.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs an action when those before it with the same key have ended, however they ended. */
  async run<Result>(key: string, action: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(action, action);
    this.#last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key);
    }
  }
}
