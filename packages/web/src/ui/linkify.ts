export interface TextPart {
  readonly text: string;
  /** Where in the whole text this part begins; its key. */
  readonly start: number;
  /** Set for a link: always http or https. */
  readonly href?: string;
}

const candidate = /https?:\/\/[^\s<>"“”«»\p{Cc}\p{Bidi_Control}]+/giu;
const trailing = /[.,;:!?'’…*_~]+$/u;

function withoutUnpairedBracket(url: string): string {
  for (const pair of ['()', '[]', '{}']) {
    if (url.endsWith(pair.charAt(1)) && !url.includes(pair.charAt(0))) return url.slice(0, -1);
  }
  return url;
}

/** Drops the punctuation of the sentence around an address. */
function trimmed(url: string): string {
  let current = url;
  for (;;) {
    const shorter = withoutUnpairedBracket(current.replace(trailing, ''));
    if (shorter === current) return current;
    current = shorter;
  }
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
