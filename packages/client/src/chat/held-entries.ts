import type { PlacedEntry } from '@parley/protocol/entry.ts';

/** Entries that came before those they follow. Bounded: what does not fit is fetched with the hole (SYNC10). */
export class HeldEntries {
  readonly #byPosition = new Map<number, PlacedEntry>();
  readonly #bound: number;

  constructor(bound = 500) {
    this.#bound = bound;
  }

  hold(placed: PlacedEntry): void {
    if (this.#byPosition.size < this.#bound) this.#byPosition.set(placed.position, placed);
  }

  /** Removes and answers the entry at a position. */
  take(position: number): PlacedEntry | undefined {
    const placed = this.#byPosition.get(position);
    this.#byPosition.delete(position);
    return placed;
  }

  /** Forgets what is at or before a position. */
  forgetThrough(position: number): void {
    for (const each of this.#byPosition.keys()) if (each <= position) this.#byPosition.delete(each);
  }
}
