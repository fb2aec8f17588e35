import { opcode } from './frame-reader.ts';
import { maskAt, writeHeader } from './masked-frame.ts';
import { NumberedUnit, zeros } from './numbered-unit.ts';
import type { WireClient } from './wire-client.ts';

/** About 110 bytes with the counter before it. */
export const typicalText =
  'hello this is a message of typical length, about one hundred characters in total, isnt that nice ok';

/** A byte a character: what counts characters then counts bytes. */
function inAscii(json: string): string {
  return json.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Frames of one WebSocket message: more would go beyond what the contract allows. */
const framesAtOnce = 400;
let outgoing = Buffer.allocUnsafeSlow(160 * 1024);

/**
 * The `send` frames of one sender for one chat, masked once. A unit's length is a multiple of the mask's, so every
 * unit meets the mask at the same place.
 */
export class SendFrames {
  readonly #unit: NumberedUnit;

  /** `prefix`: tells this sender's client ids from those of earlier runs on the same chat. */
  constructor(chat: number, prefix: string, text = typicalText) {
    const frame = {
      type: 'send',
      ref: zeros,
      chat,
      client_id: `${prefix}${zeros}`,
      content: `${zeros} ${text}`,
    };
    const template = ` ${inAscii(JSON.stringify(frame))}`;
    const padded = template.padEnd(Math.ceil(template.length / 4) * 4);
    const masked = Buffer.from(padded).map((byte, index) => byte ^ maskAt(index));
    this.#unit = new NumberedUnit(padded, masked as Buffer);
  }

  /** Sends so many messages, counted from `first`, as few WebSocket messages. */
  sendTo(client: WireClient, first: number, count: number): void {
    for (let sent = 0; sent < count; sent += framesAtOnce) {
      const bytes = this.#build(first + sent, Math.min(framesAtOnce, count - sent));
      if (!client.write(bytes)) outgoing = Buffer.allocUnsafeSlow(outgoing.length);
    }
  }

  #build(first: number, count: number): Buffer {
    const length = count === 1 ? this.#unit.length : count * this.#unit.length + 1;
    const start = writeHeader(outgoing, opcode.text, length);
    let at = start;
    for (let index = 0; index < count; index++) {
      this.#unit.write(outgoing, at, first + index);
      if (count > 1) outgoing[at] = (index === 0 ? 0x5b : 0x2c) ^ maskAt(0);
      at += this.#unit.length;
    }
    if (count > 1) outgoing[at] = 0x5d ^ maskAt(length - 1);
    return outgoing.subarray(0, start + length);
  }
}
