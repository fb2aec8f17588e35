import { digitsOfNumber as digits } from './number-at.ts';

/** Stands in a template wherever the message's number goes. */
export const zeros = '0'.repeat(digits);

/** Units that `writeUnits` hands over at once, at most. */
const unitsAtOnce = 400;
let outgoing = Buffer.allocUnsafeSlow(160 * 1024);

/**
 * The bytes of one message with zeros for its number, made once: per message they are copied and the number written.
 * A digit is put in by an exclusive or, which turns a zero into it whether or not the bytes are masked.
 */
export class NumberedUnit {
  readonly length: number;
  readonly #bytes: Buffer;
  readonly #ends: readonly number[];

  /** `text`: what the last bytes of the template say; `bytes`: the template as it is sent, masked or not. */
  constructor(text: string, bytes: Buffer) {
    const textAt = bytes.length - text.length;
    this.length = bytes.length;
    this.#bytes = bytes;
    this.#ends = [...text.matchAll(new RegExp(zeros, 'g'))].map(({ index }) => textAt + index + digits - 1);
  }

  write(target: Buffer, at: number, number: number): void {
    target.set(this.#bytes, at);
    for (const end of this.#ends) {
      let rest = number;
      for (let index = end; rest > 0; index--) {
        target[at + index] = (this.#bytes[index] ?? 0) ^ (rest % 10);
        rest = Math.floor(rest / 10);
      }
    }
  }
}

/** What `writeUnits` writes to; answers whether all was taken, so that the memory may be used again. */
export type WriteBytes = (bytes: Buffer) => boolean;

/** Writes the units of messages from `first` on, one after the other, in as few writes as there can be. */
export function writeUnits(unit: NumberedUnit, first: number, count: number, write: WriteBytes): void {
  for (let done = 0; done < count; done += unitsAtOnce) {
    const now = Math.min(unitsAtOnce, count - done);
    if (outgoing.length < now * unit.length) outgoing = Buffer.allocUnsafeSlow(now * unit.length);
    for (let index = 0; index < now; index++) unit.write(outgoing, index * unit.length, first + done + index);
    if (!write(outgoing.subarray(0, now * unit.length))) outgoing = Buffer.allocUnsafeSlow(outgoing.length);
  }
}
