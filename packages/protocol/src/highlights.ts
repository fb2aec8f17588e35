import { normalise } from './normalise.ts';
import { normalisedOffsets } from './normalised-offsets.ts';

/** A part of a text, in its UTF-16 units: [start, end). */
export type Highlight = readonly [start: number, end: number];

/** A text full of matches is not described to the last of them. */
export const highlightsAtMost = 100;

/**
 * The parts of a text that a query's matches cover, in the text as written (SEARCH3): ascending, apart from each
 * other, the first hundred. null when the text does not match.
 */
export function highlightsOf(text: string, query: string): Highlight[] | null {
  const haystack = normalise(text);
  const needle = normalise(query);
  let at = haystack.indexOf(needle);
  if (at === -1) return null;
  const offsets = normalisedOffsets(text, haystack.length);
  const covered: [number, number][] = [];
  while (at !== -1) {
    const start = offsets.starts[at] ?? 0;
    const end = offsets.ends[at + needle.length - 1] ?? text.length;
    const last = covered.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (covered.length === highlightsAtMost) break;
    else covered.push([start, end]);
    at = haystack.indexOf(needle, at + 1);
  }
  return covered;
}
