import type { ServerResponse } from 'node:http';

/** Bytes of answers to one address that the network has not taken yet; above, it is asked to read first. */
const unreadBytesAtMost = 32 * 1024 * 1024;

/**
 * Answers that wait for whoever asked to take them off the wire (HOST7). Without a bound, requests whose answers are
 * never read would fill the memory.
 */
export class UnreadAnswers {
  readonly #enabled: boolean;
  readonly #bytes = new Map<string, number>();

  constructor(enabled: boolean) {
    this.#enabled = enabled;
  }

  /** Whether an address may be given one more. */
  hasRoom(address: string): boolean {
    return !this.#enabled || (this.#bytes.get(address) ?? 0) < unreadBytesAtMost;
  }

  /** An answer of so many bytes has been handed over. */
  add(address: string, bytes: number, response: Pick<ServerResponse, 'once'>): void {
    this.#change(address, bytes);
    response.once('close', () => this.#change(address, -bytes));
  }

  #change(address: string, bytes: number): void {
    const now = (this.#bytes.get(address) ?? 0) + bytes;
    if (now > 0) this.#bytes.set(address, now);
    else this.#bytes.delete(address);
  }
}
