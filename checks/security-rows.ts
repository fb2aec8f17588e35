import { asvsLevel2 } from './asvs-level-2.ts';
import { proofProblems } from './feature-rows.ts';

/** A row of the requirements in docs/security.md. */
export interface SecurityRow {
  readonly id: string;
  readonly how: string;
  readonly proof: string;
}

/** Rows begin with the number of a requirement, or the first and last of several: `| 6.2.1 | … |`, `| 1.2.6–1.2.8 | … |`. */
export function securityRows(text: string): SecurityRow[] {
  return text
    .split('\n')
    .filter((line) => /^\| \d+\.\d+\.\d+(–\d+\.\d+\.\d+)? \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id = '', , how = '', proof = '']) => ({ id, how, proof }));
}

/** The numbers a row is about. */
export function requirementsOf({ id }: SecurityRow): string[] {
  const [first = '', last = first] = id.split('–');
  const [from, to] = [asvsLevel2.indexOf(first), asvsLevel2.indexOf(last)];
  return from === -1 || to < from ? [id] : asvsLevel2.slice(from, to + 1);
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
