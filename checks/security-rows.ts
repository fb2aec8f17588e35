import { proofProblems } from './feature-rows.ts';

/** A row of the requirements in docs/security.md. */
export interface SecurityRow {
  readonly id: string;
  readonly how: string;
  readonly proof: string;
}

/** Rows begin with the number of a requirement: `| 6.2.1 | … |`. */
export function securityRows(text: string): SecurityRow[] {
  return text
    .split('\n')
    .filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id = '', , how = '', proof = '']) => ({ id, how, proof }));
}

/** A row that is met names its tests or says `by review`; one that is not says so in its words. */
export function securityProblems(
  rows: readonly SecurityRow[],
  titles: ReadonlyMap<string, readonly string[]>,
): string[] {
  return rows.flatMap(({ id, how, proof }) => {
    if (how === '') return [`${id}: says nothing`];
    if (/^(open|not applicable|in part)\b/i.test(how) && (proof === '' || proof === '–')) return [];
    return proof === 'by review' ? [] : proofProblems(id, proof, titles);
  });
}
