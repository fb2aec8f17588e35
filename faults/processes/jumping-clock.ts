import { type Clock, systemClock } from '@parley/client/clock.ts';

/** A device's clock, whose wall time somebody sets. */
export class JumpingClock implements Clock {
  #shiftMs = 0;

  now(): number {
    return systemClock.now() + this.#shiftMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    return systemClock.after(delayMs, callback);
  }

  jump(ms: number): void {
    this.#shiftMs += ms;
  }
}
