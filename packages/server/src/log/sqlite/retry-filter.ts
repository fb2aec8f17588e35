const bitsPerKey = 16;
const probes = 8;

/** A Bloom filter over hashes: "surely not in this run" for all but about one in two thousand strangers. */
export class RetryFilter {
  readonly bytes: Uint8Array;
  readonly #bits: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#bits = bytes.length * 8;
  }

  static sized(keys: number): RetryFilter {
    return new RetryFilter(new Uint8Array(Math.max(8, Math.ceil((keys * bitsPerKey) / 8))));
  }

  add(hash: number): void {
    const step = stepOf(hash);
    for (let probe = 0, at = hash % this.#bits; probe < probes; probe++, at = (at + step) % this.#bits) {
      const index = at >>> 3;
      this.bytes[index] = (this.bytes[index] ?? 0) | (1 << (at & 7));
    }
  }

  mayHave(hash: number): boolean {
    const step = stepOf(hash);
    for (let probe = 0, at = hash % this.#bits; probe < probes; probe++, at = (at + step) % this.#bits) {
      if (((this.bytes[at >>> 3] ?? 0) & (1 << (at & 7))) === 0) return false;
    }
    return true;
  }
}

function stepOf(hash: number): number {
  return Math.floor(hash / 0x200_0000) * 2 + 1;
}
