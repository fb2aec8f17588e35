import { randomInt } from 'node:crypto';

/** Where a test says which seed it ran with. */
export interface SeedDiary {
  diagnostic(message: string): void;
}

/** Chance that can be had again: the same seed gives the same run. */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('there is nothing to pick from');
    return item;
  }
}

/** A new seed, or the one that PARLEY_TEST_SEED asks for; printed, so that a failure can be had again. */
export function seeded(diary: SeedDiary): Seeded {
  const wanted = process.env.PARLEY_TEST_SEED;
  const seed = wanted === undefined ? randomInt(2 ** 32) : Number(wanted);
  diary.diagnostic(`PARLEY_TEST_SEED=${seed}`);
  return new Seeded(seed);
}
