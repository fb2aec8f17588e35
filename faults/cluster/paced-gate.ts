import { setTimeout as pause } from 'node:timers/promises';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { Gate } from '../processes/gate.ts';

/** A gate that nobody runs through: a message, a while, a message. */
export class PacedGate extends Gate {
  readonly #chance: Seeded;
  readonly #restMs: number;
  #hurried = false;

  /** `restMs` is how long somebody rests before a message, on average. */
  constructor(chance: Seeded, restMs: number) {
    super();
    this.#chance = chance;
    this.#restMs = restMs;
  }

  override async pass(): Promise<boolean> {
    if (!this.#hurried) await pause(this.#chance.below(2 * this.#restMs));
    return super.pass();
  }

  /** Lets everybody say something as soon as they may, or as before. */
  hurry(isHurried: boolean): void {
    this.#hurried = isHurried;
  }
}
