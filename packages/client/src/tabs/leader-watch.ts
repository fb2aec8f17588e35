import type { Clock } from '../clock.ts';

/** How often a follower asks whether the leader is there, and how long an answer may take. */
const askEveryMs = 5000;
const patienceMs = 4000;

/** Finds a leader that stands still: a frozen tab keeps what it holds and answers nobody (CLIENT27). */
export class LeaderWatch {
  readonly #clock: Clock;
  readonly #ask: () => void;
  readonly #gone: () => void;
  #stopTimer: (() => void) | undefined;
  /** Since the question. */
  #heard = false;

  constructor(clock: Clock, ask: () => void, gone: () => void) {
    this.#clock = clock;
    this.#ask = ask;
    this.#gone = gone;
  }

  start(): void {
    if (this.#stopTimer === undefined) this.#question();
  }

  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  /** The leader said something. */
  heard(): void {
    this.#heard = true;
  }

  #question(): void {
    const askedAt = this.#clock.now();
    this.#heard = false;
    this.#ask();
    this.#stopTimer = this.#clock.after(patienceMs, () => {
      const late = this.#clock.now() - askedAt > 3 * patienceMs;
      if (this.#heard) this.#pause();
      // Who stood still oneself has not listened.
      else if (late) this.#question();
      else {
        this.#stopTimer = undefined;
        this.#gone();
      }
    });
  }

  #pause(): void {
    this.#stopTimer = this.#clock.after(askEveryMs, () => this.#question());
  }
}
