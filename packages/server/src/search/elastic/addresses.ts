import type { Clock } from '../../telemetry/clock.ts';

/** One node of the engine, or what balances several. */
export interface Address {
  /** What paths are put behind, without credentials; may be told to anybody. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How long an address that failed is left out, while others answer. */
const leftOutMs = 10_000;

/** Takes addresses in turn, and leaves out for a while those that failed. */
export class Addresses {
  readonly #addresses: readonly Address[];
  readonly #clock: Clock;
  /** Until when an address is left out, by the monotonic clock. */
  readonly #leftOut = new Map<Address, number>();
  #turn = 0;

  constructor(urls: readonly string[], clock: Clock) {
    if (urls.length === 0) throw new Error('the search engine has no address');
    this.#addresses = urls.map(addressOf);
    this.#clock = clock;
  }

  /** The next in turn that is not left out; where all are, the one that comes back first. */
  next(): Address {
    const turn = this.#turn++;
    const first = turn % this.#addresses.length;
    const inTurn = [...this.#addresses.slice(first), ...this.#addresses.slice(0, first)];
    return (
      inTurn.find((address) => this.#until(address) <= this.#clock.monotonic()) ??
      inTurn.reduce((one, other) => (this.#until(other) < this.#until(one) ? other : one))
    );
  }

  failed(address: Address): void {
    this.#leftOut.set(address, this.#clock.monotonic() + leftOutMs);
  }

  answered(address: Address): void {
    this.#leftOut.delete(address);
  }

  /** Whether there is one that has not failed of late: trying again need not wait. */
  hasAnother(): boolean {
    return this.#addresses.some((address) => this.#until(address) <= this.#clock.monotonic());
  }

  #until(address: Address): number {
    return this.#leftOut.get(address) ?? Number.NEGATIVE_INFINITY;
  }
}

function addressOf(url: string): Address {
  const { origin, pathname, username, password } = new URL(url);
  const base = origin + pathname.replace(/\/$/, '');
  if (username === '') return { base, headers: {} };
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { base, headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } };
}
