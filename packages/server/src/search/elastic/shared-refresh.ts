import type { ElasticHttp } from './elastic-http.ts';
import { writeAlias } from './layout.ts';

/**
 * Several tails are written at once, and what each wrote must be visible before its checkpoint says so: those that come
 * while a refresh runs share the next one.
 */
export class SharedRefresh {
  readonly #http: ElasticHttp;
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  constructor(http: ElasticHttp) {
    this.#http = http;
  }

  /** Resolves when everything that was written to this generation before the call is visible. */
  of(generation: string): Promise<void> {
    const running = this.#running.get(generation);
    if (running === undefined) return this.#start(generation);
    const next =
      this.#next.get(generation) ?? running.catch(() => undefined).then(() => this.#start(generation));
    this.#next.set(generation, next);
    return next;
  }

  #start(generation: string): Promise<void> {
    this.#next.delete(generation);
    const running = this.#once(generation).finally(() => this.#running.delete(generation));
    this.#running.set(generation, running);
    return running;
  }

  async #once(generation: string): Promise<void> {
    const path = `/${writeAlias(generation)}/_refresh`;
    const { body } = await this.#http.send<{ _shards: { failed: number } }>({ method: 'POST', path });
    if (body._shards.failed > 0)
      throw new Error('the search engine did not make all that was written visible');
  }
}
