/** Sequences of one range: counted in one go, and forgotten together when one of them changes. */
export const sequencesPerRange = 65_536;

const rememberedAtMost = 20_000;

interface Remembered {
  readonly count: number;
  readonly version: number;
}

/**
 * Counts of ranges that have not changed since. Only the newest range changes all the time, so that counting the
 * same matches again, for the next page or the next person, reads almost nothing.
 */
export class RangeCounts {
  readonly #counts = new Map<string, Remembered>();
  readonly #versions = new Map<number, number>();

  /** Range in which a sequence is. */
  static rangeOf(seq: number): number {
    return Math.floor(seq / sequencesPerRange);
  }

  /** The count of a range for a question, remembered or counted now. */
  get(range: number, question: string, count: () => number): number {
    const key = `${range} ${question}`;
    const version = this.#versions.get(range) ?? 0;
    const known = this.#counts.get(key);
    // Taken out and put back: the first one in the map is the one asked for longest ago.
    this.#counts.delete(key);
    const current = known?.version === version ? known : { count: count(), version };
    this.#counts.set(key, current);
    if (this.#counts.size > rememberedAtMost) this.#forgetOldest();
    return current.count;
  }

  /** Documents of these sequences have changed. */
  changed(seqs: Iterable<number>): void {
    const ranges = new Set<number>();
    for (const seq of seqs) ranges.add(RangeCounts.rangeOf(seq));
    for (const range of ranges) this.#versions.set(range, (this.#versions.get(range) ?? 0) + 1);
  }

  clear(): void {
    this.#counts.clear();
  }

  #forgetOldest(): void {
    for (const key of this.#counts.keys()) {
      this.#counts.delete(key);
      return;
    }
  }
}
