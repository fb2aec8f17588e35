import { linkify, type TextPart } from '../../../ui/linkify.ts';
import type { Emphasis, Inline } from './nodes.ts';

/** Two or one of a character that may begin or end emphasis. */
export interface Mark {
  readonly kind: 'mark';
  readonly at: number;
  readonly text: string;
  readonly opens: boolean;
  readonly closes: boolean;
}

export type Token = Exclude<Inline, { kind: Emphasis }> | Mark;

const markTexts: ReadonlySet<string> = new Set(['**', '__', '*', '_', '~~']);

/** What may begin something; everything between is plain text. */
const interesting = /`+|\*+|_+|~+|[\\[@\n]|https?:/gi;
const mention = /@([a-z\d][a-z\d._-]{0,30}[a-z\d_-])/iy;
// No bracket inside a label, and a bound on it: what does not match is given up at the next bracket (WEB71).
const labelled = /\[([^[\]\n]{1,400})\]\(/y;
const hrefInBrackets = /https?:\/\/\S{1,2048}/iy;

/** Scripts that put no spaces between words; there, emphasis may begin inside a word. */
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const wordCharacter = /[\p{L}\p{N}]/u;

function isWordEnd(character: string): boolean {
  return character === '' || !wordCharacter.test(character) || spaceless.test(character);
}

function isSpace(character: string): boolean {
  return character === '' || /\s/.test(character);
}

/** Where the next run of as many backticks begins, for each run; of runs without one nothing. */
function codeEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const next = new Map<number, number>();
  for (const { 0: run, index } of [...text.matchAll(/`+/g)].reverse()) {
    const end = next.get(run.length);
    if (end !== undefined) ends.set(index, end);
    next.set(run.length, index);
  }
  return ends;
}

/** The end of an address in brackets: the bracket that closes it, with those inside it paired; -1: none. */
function hrefEnd(text: string, start: number): number {
  hrefInBrackets.lastIndex = start;
  const candidate = hrefInBrackets.exec(text)?.[0] ?? '';
  let open = 0;
  for (let length = 0; length < candidate.length; length++) {
    const character = candidate.charAt(length);
    if (character === '(') open += 1;
    if (character === ')' && open-- === 0) return start + length;
  }
  return -1;
}

/** Splits a text into tokens, from left to right and each character once. */
class Scanner {
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #codeEnds: ReadonlyMap<number, number>;
  readonly #links: ReadonlyMap<number, TextPart>;
  #plainFrom = 0;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#codeEnds = codeEnds(text);
    this.#links = new Map(linkify(text).map((part) => [part.start, part]));
  }

  scan(): Token[] {
    for (const { index } of this.#text.matchAll(interesting)) {
      if (index < this.#at) continue;
      this.#at = index;
      this.#step();
    }
    this.#plainUntil(this.#text.length);
    return this.tokens;
  }

  #step(): void {
    const link = this.#links.get(this.#at);
    if (link?.href !== undefined)
      this.#take({ kind: 'link', at: this.#at, text: link.text, href: link.href });
    else this.#stepAt(this.#text.charAt(this.#at));
  }

  #stepAt(character: string): void {
    if (character === '`') this.#code();
    else if (character === '[') this.#labelledLink();
    else if (character === '@') this.#mention();
    else if (character === '\\') this.#escape();
    else if (character === '\n') this.#paragraphEnd();
    else if ('*_~'.includes(character)) this.#mark(character);
  }

  #take(token: Token, length = token.kind === 'text' ? 0 : token.text.length): void {
    this.#plainUntil(token.at);
    this.tokens.push(token);
    this.#plainFrom = token.at + length;
    this.#at = this.#plainFrom;
  }

  #plainUntil(end: number): void {
    const from = this.#plainFrom;
    if (end > from) this.tokens.push({ kind: 'text', at: from, text: this.#text.slice(from, end) });
    this.#plainFrom = end;
  }

  #code(): void {
    const start = this.#at;
    const run = this.#runLength('`');
    const end = this.#codeEnds.get(start);
    if (end === undefined) {
      this.#at += run;
      return;
    }
    const inner = this.#text.slice(start + run, end);
    // A space on either side lets code begin with a backtick.
    const text = /^ .*\S.* $/s.test(inner) ? inner.slice(1, -1) : inner;
    this.#take({ kind: 'code', at: start, text }, end + run - start);
  }

  #labelledLink(): void {
    labelled.lastIndex = this.#at;
    const match = labelled.exec(this.#text);
    const end = match === null ? -1 : hrefEnd(this.#text, labelled.lastIndex);
    const href = match === null || end === -1 ? '' : this.#text.slice(labelled.lastIndex, end);
    const label = match?.[1] ?? '';
    // A label that looks like an address would hide where the link leads (WEB70).
    const honest = linkify(label).every((part) => part.href === undefined || part.href === href);
    const [whole] = linkify(href);
    if (honest && label.trim() !== '' && whole?.href === href) {
      this.#take({ kind: 'link', at: this.#at, text: label, href }, end + 1 - this.#at);
    }
  }

  #mention(): void {
    mention.lastIndex = this.#at;
    const found = mention.exec(this.#text);
    if (found === null || !isWordEnd(this.#text.charAt(this.#at - 1))) return;
    const [text, username = ''] = found;
    this.#take({ kind: 'mention', at: this.#at, text, username: username.toLowerCase() });
  }

  #escape(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '' || !'*`~['.includes(next)) return;
    this.#plainUntil(this.#at);
    this.#plainFrom = this.#at + 1;
    this.#at += 2;
  }

  /** Emphasis does not reach over an empty line. */
  #paragraphEnd(): void {
    if (this.#text.charAt(this.#at + 1) !== '\n') return;
    this.#take({ kind: 'mark', at: this.#at, text: '\n', opens: false, closes: false });
  }

  #mark(character: string): void {
    const start = this.#at;
    const run = this.#runLength(character);
    const before = this.#text.charAt(start - 1);
    const after = this.#text.charAt(start + run);
    const single = run === 1 || character === '_';
    const opens = !isSpace(after) && before !== '\\' && (!single || isWordEnd(before));
    const closes = !isSpace(before) && (!single || isWordEnd(after));
    this.#at += run;
    const parts = opens ? [2, 1] : [1, 2];
    let at = start;
    // Three are two and one; more of them are a line somebody drew.
    for (const size of run === 3 ? parts : [run]) {
      const text = character.repeat(size);
      if (!markTexts.has(text)) return;
      this.#take({ kind: 'mark', at, text, opens, closes });
      at += size;
    }
  }

  #runLength(character: string): number {
    let end = this.#at;
    while (this.#text.charAt(end) === character) end += 1;
    return end - this.#at;
  }
}

/** The tokens of a text, from left to right; joined they are the text without its escapes. */
export function scanInline(text: string): Token[] {
  return new Scanner(text).scan();
}
