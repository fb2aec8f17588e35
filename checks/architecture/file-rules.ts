import { isForTests, lineOf, type Node, nodesOf, type SourceFile, type Violation } from './source-file.ts';

export const longestFile = 300;
export const usualFile = 150;

const vague = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'manager',
  'managers',
  'service',
  'services',
  'stuff',
]);
/** Words of the trade that contain a vague one. */
const terms = /service-?worker/gi;
const suppressions = [
  'biome' + '-ignore',
  '@ts' + '-ignore',
  '@ts' + '-expect-error',
  '@ts' + '-nocheck',
  'TO' + 'DO',
  'FIX' + 'ME',
];

/** Lines of a text; a last line break begins no line. */
export function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

export function sizeViolations(file: SourceFile): Violation[] {
  const lines = linesOf(file.text);
  if (lines <= longestFile) return [];
  return [{ path: file.path, rule: 'file size', what: `${lines} lines; at most ${longestFile}` }];
}

/** File names: lower case with hyphens, no vague word anywhere in the path or in what the file exports. */
export function nameViolations(file: SourceFile): Violation[] {
  const violations: Violation[] = [];
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(name)) {
    violations.push({ path: file.path, rule: 'names', what: `${name} is not in lower case with hyphens` });
  }
  const said = [file.path.replace(/\.\w+$/, ''), ...exportedNames(file)];
  for (const text of said) {
    const word = wordsOf(text).find((part) => vague.has(part));
    if (word) violations.push({ path: file.path, rule: 'names', what: `${text}: "${word}" says nothing` });
  }
  return violations;
}

function wordsOf(text: string): string[] {
  return text
    .replaceAll(terms, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

function exportedNames(file: SourceFile): string[] {
  return [...nodesOf(file.program)]
    .filter(({ parent }) => parent?.type === 'ExportNamedDeclaration')
    .flatMap(({ node }) => [node, ...((node.declarations as (typeof node)[] | undefined) ?? [])])
    .map((node) => (node.id as { name?: unknown } | undefined)?.name)
    .filter((name) => typeof name === 'string');
}

/** A file that only passes on what others export hides where things are. */
export function barrelViolations(file: SourceFile): Violation[] {
  const body = file.program.body as { type: string; source?: unknown }[];
  const passesOn = (node: (typeof body)[number]) => node.type.startsWith('Export') && Boolean(node.source);
  const isIndex = /(^|\/)index\.(ts|tsx|mjs)$/.test(file.path);
  const isBarrel = body.length > 0 && body.every(passesOn);
  if (!isIndex && !isBarrel) return [];
  return [
    { path: file.path, rule: 'barrels', what: 'only passes on other files; import from where things are' },
  ];
}

/** The environment is read in one place, so that every option is in the table. */
export function environmentViolations(file: SourceFile): Violation[] {
  if (isForTests(file.path) || file.path.startsWith('packages/server/src/config/')) return [];
  return [...nodesOf(file.program)]
    .filter(({ node }) => node.type === 'MemberExpression' && isProcessEnv(node))
    .map(({ node }) => ({
      path: file.path,
      rule: 'environment',
      what: `line ${lineOf(file.text, node.start)} reads process.env; add an option to packages/server/src/config/options.ts`,
    }));
}

function isProcessEnv(node: Node): boolean {
  const name = (part: unknown) => (part as { name?: string; value?: string } | undefined) ?? {};
  const property = name(node.property);
  return name(node.object).name === 'process' && (property.name ?? property.value) === 'env';
}

/** Nothing is switched off or put off in a comment. */
export function suppressionViolations(file: SourceFile): Violation[] {
  return suppressions
    .filter((word) => new RegExp(`(^|[^A-Za-z])${word}\\b`).test(file.text))
    .map((word) => ({ path: file.path, rule: 'suppressions', what: `contains ${word}` }));
}
