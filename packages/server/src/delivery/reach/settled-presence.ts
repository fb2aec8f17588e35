import type { Clock, Timer } from '../../telemetry/clock.ts';
import type { PresenceListener, PresenceNow } from '../people.ts';

/** A connection lost and found again within this time is nobody's business. */
const settleMs = 2000;

/** Tells of a person's presence once a change has lasted. */
export class SettledPresence {
  readonly #clock: Clock;
  readonly #now: (user: number) => PresenceNow;
  readonly #tell: PresenceListener;
  readonly #told = new Map<number, PresenceNow>();
  readonly #settling = new Map<number, Timer>();
  #closed = false;

  constructor(clock: Clock, now: (user: number) => PresenceNow, tell: PresenceListener) {
    this.#clock = clock;
    this.#now = now;
    this.#tell = tell;
  }

  /** Somebody's presence may be another now. */
  mayHaveChanged(user: number): void {
    if (this.#closed || this.#settling.has(user)) return;
    const timer = this.#clock.setTimeout(() => this.#settle(user), settleMs);
    this.#settling.set(user, timer);
  }

  /** Forgets changes that were waiting to be told; those to come are nobody's business. */
  [Symbol.dispose](): void {
    this.#closed = true;
    for (const timer of this.#settling.values()) this.#clock.clearTimeout(timer);
    this.#settling.clear();
  }

  #settle(user: number): void {
    this.#settling.delete(user);
    const state = this.#now(user);
    if (state === (this.#told.get(user) ?? 'offline')) return;
    if (state === 'offline') this.#told.delete(user);
    else this.#told.set(user, state);
    this.#tell(user, state);
  }
}
