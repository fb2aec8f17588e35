export type Direction = 'ltr' | 'rtl';

const rightToLeft: ReadonlySet<string> = new Set(['ar']);

/** Which way a language is written. */
export function directionOf(language: string): Direction {
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

const rtlLetter = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const control = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const isolates = /[\u2066-\u2069]/g;

function turnsAway(text: string, language: string): boolean {
  if (control.test(text)) return true;
  const letters = text.match(/[\p{L}\p{N}]/gu) ?? [];
  return letters.some((letter) => rtlLetter.test(letter) !== (directionOf(language) === 'rtl'));
}

/**
 * What somebody wrote, as it may stand inside a sentence: where it reads the other way than the sentence, or holds
 * marks that would turn what follows, it is isolated (U+2068 … U+2069) and cannot reorder the words around it.
 */
export function isolated(text: string, language: string): string {
  return turnsAway(text, language) ? `\u2068${text.replace(isolates, '')}\u2069` : text;
}
