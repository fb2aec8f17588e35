export interface HashedSeq {
  readonly hash: number;
  readonly seq: number;
}

/**
 * Retry keys in memory: hash → sequences, in one flat array with open addressing, so that a hundred
 * thousand keys a second leave no objects behind. A slot is a hash and, next to it, its sequence; 0: the slot is free.
 */
export class RecentKeys {
  #slots: Float64Array;
  #size = 0;

  /** `slots`: how many it starts with, a power of two. */
  constructor(slots: number) {
    this.#slots = new Float64Array(2 * slots);
  }

  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#slots.byteLength;
  }

  /** Notes that the entry of this sequence has a key with this hash; noting it again changes nothing. */
  add(hash: number, seq: number): void {
    if (4 * this.#size >= this.#slots.length) this.#grow();
    const at = this.#placeOf(hash, seq);
    if (this.#slots[at + 1] === seq) return;
    this.#slots[at] = hash;
    this.#slots[at + 1] = seq;
    this.#size += 1;
  }

  /** Adds the sequences of a hash, nearly always none, to those found elsewhere. */
  collect(hash: number, found: number[]): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let at = (hash << 1) & mask; slots[at + 1] !== 0; at = (at + 2) & mask) {
      if (slots[at] === hash) found.push(slots[at + 1] ?? 0);
    }
  }

  /** All keys in the order of their hashes. */
  *sorted(): Generator<HashedSeq> {
    const hashes = this.#hashes().sort();
    const seqs: number[] = [];
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] ?? 0;
      if (hash === hashes[at - 1]) continue;
      seqs.length = 0;
      this.collect(hash, seqs);
      for (const seq of seqs) yield { hash, seq };
    }
  }

  #hashes(): Float64Array {
    const slots = this.#slots;
    const hashes = new Float64Array(this.#size);
    let found = 0;
    for (let at = 0; at < slots.length; at += 2) {
      if (slots[at + 1] !== 0) hashes[found++] = slots[at] ?? 0;
    }
    return hashes;
  }

  /** Where this pair stands, or the free slot where it belongs. */
  #placeOf(hash: number, seq: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = (hash << 1) & mask;
    while (slots[at + 1] !== 0 && (slots[at] !== hash || slots[at + 1] !== seq)) at = (at + 2) & mask;
    return at;
  }

  #grow(): void {
    const slots = this.#slots;
    this.#slots = new Float64Array(2 * slots.length);
    this.#size = 0;
    for (let at = 0; at < slots.length; at += 2) {
      const seq = slots[at + 1] ?? 0;
      if (seq !== 0) this.add(slots[at] ?? 0, seq);
    }
  }
}
