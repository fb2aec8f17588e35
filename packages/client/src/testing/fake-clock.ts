import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** A clock that stands still until it is told the time. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  /** Between what it says and what timers go by. */
  #shift = 0;
  readonly #timers = new Set<{ readonly due: number; readonly callback: () => void }>();

  now(): number {
    return this.#now + this.#shift;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { due: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass: timers run when due, earliest first, and promises go on between them. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await nextTurn();
    for (;;) {
      const [next] = [...this.#timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = next.due;
      next.callback();
      await nextTurn();
    }
    this.#now = until;
    await nextTurn();
  }

  /** Timers that are set and have not run. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Sets the time back or forth, as an operator does; timers run when they would have. */
  jump(ms: number): void {
    this.#shift += ms;
  }
}
