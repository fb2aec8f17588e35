import { utf8Length } from '@parley/protocol/utf8.ts';

/** Shown to the writer from this share of the limit on. */
const nearShare = 0.9;

/** Bytes that are left of a limit, negative when over; null while that is far. */
export function bytesLeft(text: string, limit: number): number | null {
  if (text.length * 3 <= limit * nearShare) return null;
  const left = limit - utf8Length(text.toWellFormed());
  return left <= limit * (1 - nearShare) ? left : null;
}
