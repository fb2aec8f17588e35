import type { Clock } from './clock.ts';

const retryMs = 2000;

/** When to repeat a reading that failed. */
export interface Persistence {
  readonly clock: Clock;
  /** Whether a failed reading is to be repeated; otherwise another event will ask for one. */
  readonly wanted: () => boolean;
}

/** Reads something anew; requests while it runs make one more run, so that nobody gets an answer from before. */
export class Refresher {
  readonly #read: () => Promise<void>;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #stopRetry: () => void = () => undefined;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  /** Resolves after a reading that began after this call. Throws what it throws. */
  refresh(): Promise<void> {
    if (this.#running === undefined) {
      this.#running = this.#read().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.refresh();
      });
    return this.#next;
  }

  /** As `refresh`, but never throws: a reading that fails is repeated for as long as it is wanted (CLIENT36). */
  async persist(persistence: Persistence): Promise<void> {
    const { clock, wanted } = persistence;
    this.#stopRetry();
    try {
      await this.refresh();
    } catch {
      if (!wanted()) return;
      this.#stopRetry();
      this.#stopRetry = clock.after(retryMs, () => void this.persist(persistence));
    }
  }

  /** Gives up what would be repeated. */
  desist(): void {
    this.#stopRetry();
  }
}
