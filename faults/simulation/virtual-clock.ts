import type { Clock as ClientClock } from '@parley/client/clock.ts';
import type { Clock as ServerClock } from '@parley/server/telemetry/clock.ts';
import type { Timeline } from './timeline.ts';

const startMs = Date.UTC(2026, 0, 1);

/** The time of one program, whose timers end with it. */
export class VirtualClock implements ServerClock, ClientClock {
  readonly #timeline: Timeline;
  readonly #owner: string;
  readonly #timers = new Map<number, () => void>();
  #lastTimer = 0;
  #stopped = false;

  constructor(timeline: Timeline, owner: string) {
    this.#timeline = timeline;
    this.#owner = owner;
  }

  now(): number {
    return startMs + Math.floor(this.#timeline.nowMs);
  }

  monotonic(): number {
    return this.#timeline.nowMs;
  }

  setTimeout(action: () => void, delayMs: number): number {
    const id = ++this.#lastTimer;
    if (this.#stopped) return id;
    const run = () => {
      this.#timers.delete(id);
      action();
    };
    this.#timers.set(id, this.#timeline.after(delayMs, `${this.#owner} timer`, run));
    return id;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.get(Number(timer))?.();
    this.#timers.delete(Number(timer));
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = this.setTimeout(callback, delayMs);
    return () => this.clearTimeout(timer);
  }

  /** The program has ended: no timer of it runs any more. */
  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}
