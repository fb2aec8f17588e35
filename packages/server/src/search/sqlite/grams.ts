/**
 * Texts become words for FTS5: each run of three UTF-16 units is a word of three characters, and the last two units
 * begin words of their own, so that every run of one or two units begins some word. A query of three units or more
 * asks for words that cover it, a shorter one for a beginning. All characters are non-ASCII: none is FTS5 syntax, a
 * separator or folded.
 */
const runLength = 3;

/** Units below this become two bytes of UTF-8, the others four. */
const shortUnits = 0x700;
const shortBase = 0x80;
const longBase = 0x10000;

const characters: string[] = [];

function characterOf(unit: number): string {
  const known = characters[unit];
  if (known !== undefined) return known;
  const character = String.fromCodePoint(unit < shortUnits ? shortBase + unit : longBase + unit);
  characters[unit] = character;
  return character;
}

/** The word that every document of a log has. */
function logWord(log: number): string {
  return `c${log}`;
}

/** All words of a document, each once. */
export function wordsOf(normalised: string, log: number): string {
  const words = new Set<string>();
  const at = (index: number) => (index < normalised.length ? characterOf(normalised.charCodeAt(index)) : '');
  let first = at(0);
  let second = at(1);
  for (let index = 0; index < normalised.length; index++) {
    const third = at(index + 2);
    words.add(first + second + third);
    first = second;
    second = third;
  }
  let line = logWord(log);
  for (const word of words) line += ` ${word}`;
  return line;
}

/** Whether the words alone decide: no text has the words of so short a query without having the query. */
export function wordsDecide(normalisedQuery: string): boolean {
  return normalisedQuery.length <= runLength;
}

/** The FTS5 query for documents that may match, in any of the logs; in every log when none is named. */
export function matchExpression(normalisedQuery: string, logs: readonly number[]): string {
  const units = Array.from({ length: normalisedQuery.length }, (_, at) =>
    characterOf(normalisedQuery.charCodeAt(at)),
  );
  const terms = units.length < runLength ? [`"${units.join('')}"*`] : runsOf(units).map((run) => `"${run}"`);
  if (logs.length > 0) terms.push(`(${logs.map((log) => `"${logWord(log)}"`).join(' OR ')})`);
  return terms.join(' AND ');
}

/** Runs side by side and the last: each unit is in one. Asking for all runs finds hardly less and costs double. */
function runsOf(units: readonly string[]): string[] {
  const last = units.length - runLength;
  const runs = new Set<string>();
  for (let at = 0; at < last; at += runLength) runs.add(units.slice(at, at + runLength).join(''));
  runs.add(units.slice(last).join(''));
  return [...runs];
}
