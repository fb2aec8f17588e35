import type { Clock } from '../clock.ts';

/** A beat that comes so late was slept through, and the connection with it. */
const lateMs = 10_000;

/**
 * Pings at an interval; when nothing at all arrives between a ping and the next one's time, the connection is dead. The
 * clock is asked only whether the device slept: a clock that is set back hides nothing, one that is set ahead costs a
 * connection.
 */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #ping: () => void;
  readonly #dead: () => void;
  #stopTimer: () => void = () => undefined;
  #heard = true;

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
    this.#heard = true;
  }

  #beat(intervalMs: number): void {
    const due = this.#clock.now() + intervalMs;
    this.#stopTimer = this.#clock.after(intervalMs, () => {
      if (!this.#heard || this.#clock.now() >= due + lateMs) return this.#dead();
      this.#heard = false;
      // The ping may end the connection, and with it this heart.
      this.#beat(intervalMs);
      this.#ping();
    });
  }
}
