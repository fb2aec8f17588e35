import { setImmediate } from 'node:timers/promises';

/**
 * Short calls go first (SEARCH11): a search goes out when the short ones that were asked before it, or with it, have
 * been answered. It never waits for those asked later.
 */
export class ShortCalls {
  readonly #running = new Set<Promise<unknown>>();

  run<Value>(call: () => Promise<Value>): Promise<Value> {
    const running = call();
    this.#running.add(running);
    const done = () => this.#running.delete(running);
    running.then(done, done);
    return running;
  }

  async first(): Promise<void> {
    await setImmediate();
    await Promise.allSettled(this.#running);
  }
}
