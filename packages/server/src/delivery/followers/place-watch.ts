import type { Clock, Timer } from '../../telemetry/clock.ts';

export interface PlaceWatchParts {
  readonly clock: Clock;
  /** Asks the store how far it has come. */
  readonly ask: () => Promise<number>;
}

interface Waiter {
  readonly seq: number;
  readonly tell: (isThere: boolean) => void;
}

/** Whoever waits hears nothing for so long: then the store is asked. */
const silenceMs = 200;
/** Something is waited for, and for so long nothing moves: whoever follows this tail is stuck. */
const stuckMs = 2000;

/** How far one follower of one tail has come, as far as this node knows, and who waits for more (PROG1). */
export class PlaceWatch {
  readonly #parts: PlaceWatchParts;
  readonly #waiters = new Set<Waiter>();
  #seq = 0;
  /** The furthest that anybody waited for; remembered after they gave up, so that progress is noticed. */
  #wanted = 0;
  /** When something began to be waited for, or came. */
  #movedAt = 0;
  #timer: Timer | undefined;
  #asking = false;
  #closed = false;

  constructor(parts: PlaceWatchParts) {
    this.#parts = parts;
  }

  get seq(): number {
    return this.#seq;
  }

  /** News, of whatever age: only the furthest counts. */
  hear(seq: number): void {
    if (seq <= this.#seq) return;
    this.#seq = seq;
    this.#movedAt = this.#parts.clock.monotonic();
    this.#plan();
    for (const waiter of this.#waiters) if (waiter.seq <= seq) waiter.tell(true);
  }

  /** False after so many milliseconds, and at once while nothing moves (READ2). */
  reached(seq: number, patienceMs: number): Promise<boolean> {
    if (seq <= this.#seq) return Promise.resolve(true);
    const { clock } = this.#parts;
    if (this.#wanted <= this.#seq) this.#movedAt = clock.monotonic();
    this.#wanted = Math.max(this.#wanted, seq);
    if (this.#closed || this.#isStuck()) return Promise.resolve(false);
    return new Promise((resolve) => {
      const tell = (isThere: boolean) => {
        clock.clearTimeout(timer);
        this.#waiters.delete(waiter);
        resolve(isThere);
      };
      const timer = clock.setTimeout(() => tell(false), patienceMs);
      const waiter = { seq, tell };
      this.#waiters.add(waiter);
      if (this.#timer === undefined) this.#plan();
    });
  }

  /** What was heard may have been less than what was said. */
  doubt(): void {
    if (this.#wanted > this.#seq) void this.#ask();
  }

  close(): void {
    this.#closed = true;
    this.#clearTimer();
    for (const waiter of this.#waiters) waiter.tell(false);
  }

  #isStuck(): boolean {
    return this.#wanted > this.#seq && this.#parts.clock.monotonic() - this.#movedAt >= stuckMs;
  }

  /** From now on silence is counted, for as long as something that was waited for is missing. */
  #plan(): void {
    this.#clearTimer();
    if (this.#closed || this.#wanted <= this.#seq) return;
    this.#timer = this.#parts.clock.setTimeout(() => void this.#ask(), silenceMs);
  }

  /** One question however many wait; a store that does not answer leaves everybody to their patience. */
  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const seq = await this.#parts.ask().catch(() => 0);
    this.#asking = false;
    this.hear(seq);
    this.#plan();
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) this.#parts.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
