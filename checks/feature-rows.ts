import { nodesOf, type SourceFile, sourceFiles } from './architecture/source-file.ts';

/** A row of docs/features.md. */
export interface FeatureRow {
  readonly id: string;
  readonly proof: string;
  readonly page: string;
}

export function featureRows(text: string): FeatureRow[] {
  return text
    .split('\n')
    .filter((line) => /^\| [A-Z]\d+ \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id = '', , , proof = '', page = '']) => ({ id, proof, page }));
}

/** The titles in every test file, by its path. */
export function testTitles(): ReadonlyMap<string, readonly string[]> {
  return new Map(
    sourceFiles()
      .filter(({ path }) => path.endsWith('.test.ts') || path.includes('.contract.'))
      .map((file) => [file.path, titlesIn(file)]),
  );
}

/** Every text of a test file that can be a title or a part of one. */
export function titlesIn(file: SourceFile): string[] {
  return [...nodesOf(file.program)].flatMap(({ node }) => {
    if (node.type === 'Literal' && typeof node.value === 'string') return [node.value];
    if (node.type === 'TemplateElement') return [(node.value as { cooked: string }).cooked];
    return [];
  });
}

/** What is wrong with the rows: proofs that name no test, links that lead nowhere. */
export function featureProblems(
  rows: readonly FeatureRow[],
  titles: ReadonlyMap<string, readonly string[]>,
  hasPage: (page: string) => boolean,
): string[] {
  return rows.flatMap(({ id, proof, page }) => {
    const links = [...page.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);
    const dead = links.filter((target) => !hasPage(target)).map((target) => `${id}: no page ${target}`);
    return [...proofProblems(id, proof, titles), ...dead];
  });
}

/** What is wrong with a proof: tests as `path › title`, separated by `;`. `id` is how the problem is named. */
export function proofProblems(
  id: string,
  proof: string,
  titles: ReadonlyMap<string, readonly string[]>,
): string[] {
  if (proof === 'open' || proof === 'round 2') return [];
  return proof.split(';').flatMap((one) => {
    const [file = '', title = ''] = one.split('›').map((part) => part.trim().replaceAll('`', ''));
    if (title === '') return [`${id}: "${one.trim()}" is not of the form path › title`];
    const known = titles.get(file);
    if (!known) return [`${id}: no test file ${file}`];
    return known.some((text) => text.includes(title)) ? [] : [`${id}: ${file} has no test "${title}"`];
  });
}
