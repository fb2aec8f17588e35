/** A seeded source of chances: the same seed, the same run. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to one below `bound`. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

const recased = [
  (part: string) => part,
  (part: string) => part.toUpperCase(),
  (part: string) => part.toLowerCase(),
  (part: string) => part.normalize('NFD'),
];

/** A part of one of the texts, in whole characters, sometimes in another case or form; most of them short. */
export function sampleQuery(chance: Chance, texts: readonly string[]): string {
  const characters = Array.from(chance.pick(texts));
  const length = 1 + chance.below(chance.pick([1, 2, 4, 12, 60]));
  const start = chance.below(Math.max(1, characters.length - length + 1));
  const part = characters.slice(start, start + length).join('');
  return chance.pick(recased)(part) || 'a';
}
