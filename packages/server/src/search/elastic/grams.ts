/**
 * Texts become words for the engine's `whitespace` analyzer, the only one that every build has and that changes
 * nothing: at each position of a text stands the run of the three UTF-16 units that begin there (two and one at the end).
 * A query of three units or more is then a phrase of its runs, a shorter one the beginning of a word. Exact both ways.
 */
const runLength = 3;

const space = ' ';
/** Stands for the space in words: one byte of UTF-8, and white space to nobody. */
const spaceMark = '\u007f';
const reservedBase = 0x10000;

/** What cannot stand in a word as it is: white space to the analyzer, control characters, halves of pairs. */
const reserved = /[\s\p{Cc}\p{Cs}\u180e]/u;

const characters: string[] = [];

/** One character for each unit, and no two units the same. */
function characterOf(unit: number): string {
  const known = characters[unit];
  if (known !== undefined) return known;
  const plain = String.fromCharCode(unit);
  const kept = reserved.test(plain) ? String.fromCodePoint(reservedBase + unit) : plain;
  const character = plain === space ? spaceMark : kept;
  characters[unit] = character;
  return character;
}

/** Nothing behind the end. */
function characterAt(normalised: string, at: number): string {
  return at < normalised.length ? characterOf(normalised.charCodeAt(at)) : '';
}

/** All runs of a text in order, those cut short by its end included. Written for speed: every message goes through it. */
export function gramsOf(normalised: string): string {
  let grams = '';
  let first = characterAt(normalised, 0);
  let second = characterAt(normalised, 1);
  for (let at = 0; at < normalised.length; at++) {
    const third = characterAt(normalised, at + 2);
    grams += at === 0 ? first + second + third : ` ${first}${second}${third}`;
    first = second;
    second = third;
  }
  return grams;
}

/** The engine's query for texts that have the needle in them. */
export function gramQuery(field: string, needle: string): object {
  const units = Array.from({ length: needle.length }, (_, at) => characterAt(needle, at));
  if (units.length < runLength) return { prefix: { [field]: { value: units.join('') } } };
  const runs = units.slice(0, 1 - runLength).map((_, at) => units.slice(at, at + runLength).join(''));
  return { match_phrase: { [field]: runs.join(' ') } };
}
