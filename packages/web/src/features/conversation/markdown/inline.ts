import type { Emphasis, Inline } from './nodes.ts';
import { type Mark, scanInline, type Token } from './scan-inline.ts';

const emphasisOf: Readonly<Record<string, Emphasis>> = {
  '**': 'strong',
  __: 'strong',
  '*': 'em',
  _: 'em',
  '~~': 'del',
};

/** A run of texts as one, so that the page has no more elements than it needs. */
function joined(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  let texts: string[] = [];
  let at = 0;
  function flush(): void {
    if (texts.length > 0) result.push({ kind: 'text', at, text: texts.join('') });
    texts = [];
  }
  for (const node of nodes) {
    if (node.kind === 'text') {
      if (texts.length === 0) at = node.at;
      texts.push(node.text);
    } else {
      flush();
      result.push(node);
    }
  }
  flush();
  return result;
}

/**
 * Pairs marks in one pass. A mark that may open stands as text until its partner comes and takes all since then as its
 * content. A kind is open once at most, so nothing is deeper than there are kinds, and nothing is moved more often (WEB71).
 */
class Nesting {
  readonly #nodes: Inline[] = [];
  /** Where the mark of a kind stands that waits for its partner. */
  readonly #open = new Map<string, number>();

  add(token: Token): void {
    if (token.kind !== 'mark') this.#nodes.push(token);
    else if (!this.#close(token)) this.#openOrText(token);
  }

  result(): Inline[] {
    return joined(this.#nodes);
  }

  #close({ text, closes }: Mark): boolean {
    const start = this.#open.get(text);
    const kind = emphasisOf[text];
    if (!closes || start === undefined || kind === undefined || start + 1 === this.#nodes.length)
      return false;
    const children = joined(this.#nodes.splice(start + 1));
    const at = this.#nodes.pop()?.at ?? 0;
    this.#nodes.push({ kind, at, children });
    for (const [other, place] of this.#open) if (place >= start) this.#open.delete(other);
    return true;
  }

  #openOrText({ at, text, opens }: Mark): void {
    if (opens) this.#open.set(text, this.#nodes.length);
    if (text === '\n') this.#open.clear();
    this.#nodes.push({ kind: 'text', at, text });
  }
}

/** A text without blocks: emphasis, code, links and mentions. */
export function parseInline(text: string): readonly Inline[] {
  const nesting = new Nesting();
  for (const token of scanInline(text)) nesting.add(token);
  return nesting.result();
}
