import type { Clock } from '../clock.ts';

/** How long after a ping an answer may take before the connection counts as dead. */
const answerTimeoutMs = 10_000;

/** Pings at an interval; when nothing at all arrives for an interval and a grace period, the connection is dead. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #ping: () => void;
  readonly #dead: () => void;
  #stopTimer: () => void = () => undefined;
  #heardAt = 0;

  constructor(clock: Clock, ping: () => void, dead: () => void) {
    this.#clock = clock;
    this.#ping = ping;
    this.#dead = dead;
  }

  start(intervalMs: number): void {
    this.stop();
    this.heard();
    this.#beat(intervalMs);
  }

  stop(): void {
    this.#stopTimer();
  }

  /** Anything arrived. */
  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  #beat(intervalMs: number): void {
    this.#stopTimer = this.#clock.after(intervalMs, () => {
      if (this.#clock.now() - this.#heardAt >= intervalMs + answerTimeoutMs) return this.#dead();
      // The ping may end the connection, and with it this heart.
      this.#beat(intervalMs);
      this.#ping();
    });
  }
}
