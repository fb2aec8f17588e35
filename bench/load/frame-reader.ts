export const opcode = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** A frame's payload is `bytes` from `from` up to `to`; it is gone when the call returns. */
export type FrameListener = (code: number, bytes: Buffer, from: number, to: number) => void;

/** Cuts a server's bytes into WebSocket frames: never masked, never in fragments. Copies only what is incomplete. */
export class FrameReader {
  readonly #listener: FrameListener;
  #rest: Buffer | undefined;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  read(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    let at = 0;
    while (at < bytes.length) {
      const from = at + headerLength(bytes, at);
      const to = from <= bytes.length ? from + payloadLength(bytes, at) : Number.POSITIVE_INFINITY;
      if (to > bytes.length) break;
      this.#listener((bytes[at] ?? 0) & 15, bytes, from, to);
      at = to;
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }
}

function headerLength(bytes: Buffer, at: number): number {
  if (at + 1 >= bytes.length) return 2;
  const short = (bytes[at + 1] ?? 0) & 127;
  if (short < 126) return 2;
  return short === 126 ? 4 : 10;
}

function payloadLength(bytes: Buffer, at: number): number {
  const short = (bytes[at + 1] ?? 0) & 127;
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
}
