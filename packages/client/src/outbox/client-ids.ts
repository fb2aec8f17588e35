import type { Clock } from '../clock.ts';

/**
 * Makes the keys by which the server recognises a retry. They sort in the order in which they were made, also when
 * the clock is set back; the random part keeps two devices of one person apart.
 */
export class ClientIds {
  readonly #clock: Clock;
  readonly #random: () => number;
  #lastMs: number;
  #counter = 0;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    // A program that ended in this very millisecond may have made keys of it, which may not be read yet.
    this.#lastMs = clock.now() + 1;
  }

  next(): string {
    const now = this.#clock.now();
    this.#counter = now > this.#lastMs ? 0 : this.#counter + 1;
    this.#lastMs = Math.max(now, this.#lastMs);
    return `${digits(this.#lastMs, 9)}-${digits(this.#counter, 4)}-${digits(this.#random() * 36 ** 8, 8)}`;
  }

  /** A key made before a restart: the next ones sort behind it. */
  observe(clientId: string): void {
    const madeAt = Number.parseInt(clientId.slice(0, 9), 36);
    // One millisecond on, whatever its counter was.
    if (madeAt >= this.#lastMs) this.#lastMs = madeAt + 1;
  }
}

function digits(value: number, length: number): string {
  return Math.floor(value).toString(36).padStart(length, '0');
}
