export interface HighlightPart {
  readonly text: string;
  readonly start: number;
  readonly marked: boolean;
}

type Range = readonly [start: number, end: number];

function cut(text: string, from: number, to: number, marked: boolean): HighlightPart[] {
  return to > from ? [{ text: text.slice(from, to), start: from, marked }] : [];
}

/** Cuts a text at its highlights; ranges may touch or overlap and are clamped to the text. */
export function highlightParts(text: string, ranges: readonly Range[]): HighlightPart[] {
  const parts: HighlightPart[] = [];
  let done = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(done, start);
    const to = Math.min(text.length, end);
    if (to <= from) continue;
    parts.push(...cut(text, done, from, false), ...cut(text, from, to, true));
    done = to;
  }
  return [...parts, ...cut(text, done, text.length, false)];
}

const before = 48;
const after = 160;

/** The neighbourhood of the first highlight, short enough for a list row; ranges move along. */
export function excerpt(text: string, ranges: readonly Range[]): { text: string; ranges: Range[] } {
  const first = ranges[0]?.[0] ?? 0;
  const from = first > before ? text.indexOf(' ', first - before) + 1 : 0;
  const begin = from > 0 && from <= first ? from : Math.max(0, first - before);
  const cutText = text.slice(begin, begin + before + after);
  const lead = begin > 0 ? '…' : '';
  const moved = ranges
    .map(([start, end]): Range => [start - begin + lead.length, end - begin + lead.length])
    .filter(([, end]) => end > lead.length);
  return { text: lead + cutText, ranges: moved };
}
