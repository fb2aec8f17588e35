export interface TextPart {
  readonly text: string;
  /** Where in the whole text this part begins; its key. */
  readonly start: number;
  /** Set for a link: always http or https. */
  readonly href?: string;
}

const candidate = /https?:\/\/[^\s<>"“”«»\p{Cc}\p{Bidi_Control}]+/giu;
const punctuation = new Set(".,;:!?'’…*_~");

const openings: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** How many brackets of each kind are closed without having been opened. */
function unpaired(url: string): Map<string, number> {
  return new Map(
    Object.entries(openings).map(([close, open]) => [close, count(url, close) - count(url, open)]),
  );
}

/** Drops the punctuation of the sentence around an address, and brackets that belong to it. */
function trimmed(url: string): string {
  const surplus = unpaired(url);
  let end = url.length;
  for (; end > 0; end--) {
    const last = url.charAt(end - 1);
    const left = surplus.get(last);
    if (left !== undefined && left > 0) surplus.set(last, left - 1);
    else if (!punctuation.has(last)) break;
  }
  return url.slice(0, end);
}

/** Splits a text into plain parts and http(s) links; joined again they are the text. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(candidate)) {
    const url = trimmed(match[0]);
    if (!URL.canParse(url) || new URL(url).hostname === '') continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index), start: done });
    parts.push({ text: url, start: match.index, href: url });
    done = match.index + url.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), start: done });
  return parts;
}
