/** How well a text answers what was typed: the beginning, then a word, then a part, then the letters in their order. */
const beginning = 100;
const word = 80;
const part = 60;
const letters = 40;

/** Compared without case, accents and width. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** How scattered the letters are, from 0 (side by side); null when they are not there in this order. */
function gaps(typed: string, text: string): number | null {
  let at = -1;
  let first = -1;
  for (const letter of typed) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return null;
    if (first === -1) first = at;
  }
  return at - first + 1 - typed.length;
}

function scoreOfWord(typed: string, text: string): number | null {
  const at = text.indexOf(typed);
  if (at === 0) return beginning;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? laterWord(typed, text) : word;
  const scattered = gaps(typed, text);
  return scattered === null || typed.length < 2 ? null : Math.max(1, letters - scattered);
}

/** It first stands inside a word; does it also begin one? */
function laterWord(typed: string, text: string): number {
  return text.split(/[^\p{L}\p{N}]+/u).some((each) => each.startsWith(typed)) ? word : part;
}

/** How well a text answers a query whose every word has to fit; null when it does not. */
export function score(query: string, text: string): number | null {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const scores = words.map((typed) => scoreOfWord(typed, plain(text)));
  return scores.includes(null) ? null : Math.min(beginning, ...scores.map((each) => each ?? 0));
}

export interface Candidate {
  readonly id: string;
  /** What it can be found by; the first is its name. */
  readonly names: readonly string[];
}

/** Those that fit, best first; among equals they stay in the order given, which is the most recent first. */
export function ranked<Item extends Candidate>(query: string, items: readonly Item[]): readonly Item[] {
  if (query.trim() === '') return items;
  return items
    .map((item) => ({ item, best: Math.max(...item.names.map((name) => score(query, name) ?? 0)) }))
    .filter(({ best }) => best > 0)
    .sort((a, b) => b.best - a.best)
    .map(({ item }) => item);
}
