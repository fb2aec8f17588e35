/** A real client's frames are masked, and a mask of zeros would spare the server work: this one is not. */
export const mask = Uint8Array.of(0x5a, 0xc3, 0x17, 0x9e);

export function maskAt(index: number): number {
  return mask[index & 3] ?? 0;
}

/** Bytes of a client's frame around its payload. */
export function maskedFrame(code: number, payload: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(payload.length + 14);
  const from = writeHeader(frame, code, payload.length);
  for (let index = 0; index < payload.length; index++) {
    frame[from + index] = (payload[index] ?? 0) ^ maskAt(index);
  }
  return frame.subarray(0, from + payload.length);
}

/** Writes a masked frame's header; answers where the payload begins. */
export function writeHeader(frame: Buffer, code: number, length: number): number {
  frame[0] = 0x80 | code;
  let at = 2;
  if (length < 126) frame[1] = 0x80 | length;
  else if (length < 65_536) {
    frame[1] = 0x80 | 126;
    at = frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    at = frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(mask, at);
  return at + mask.length;
}
