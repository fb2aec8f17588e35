import { digitsOfNumber } from './number-at.ts';
import type { Pair } from './plans.ts';
import { textOfBytes } from './texts.ts';

const textBytes = 200;

/** Pairs whose messages have 200 bytes each with their number; each pair repeats a text of its own. */
export function typicalPairs(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.map((pair) => ({ ...pair, text: textOfBytes(pair.chat, textBytes - digitsOfNumber - 1) }));
}
