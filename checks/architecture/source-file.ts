import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { root } from '../root.ts';

/** A syntax tree's node, as plain as walking it needs. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** One source file: its path below the root, its text, its syntax. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
}

/** What a rule has against a file. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
  readonly what: string;
}

const folders = ['packages', 'scripts', 'checks', 'bench', 'faults'];
const passedOver = new Set(['node_modules', 'dist', 'test-results']);

/** Every source file of the repository. */
export function sourceFiles(): SourceFile[] {
  return folders
    .flatMap((folder) => walk(folder))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.(gen|d)\.ts$/.test(file))
    .map((file) => parse(file, readFileSync(path.join(root, file), 'utf8')));
}

/** A file from its text, also for fixtures that exist only in a test. */
export function parse(file: string, text: string): SourceFile {
  const lang = file.endsWith('.tsx') ? 'tsx' : file.endsWith('.ts') ? 'ts' : 'js';
  return { path: file, text, program: parseAst(text, { lang }, file) as unknown as Node };
}

export function isTest(file: string): boolean {
  return /\.test(-support)?\.tsx?$/.test(file);
}

/** Files no product code may load: tests and what they share, contract suites, the test kit, checks; tools run by hand. */
export function isForTests(file: string): boolean {
  return (
    isTest(file) ||
    file.includes('.contract.') ||
    file.includes('/testing/') ||
    /^(packages\/(testkit|[^/]+\/scripts)|checks|scripts|bench|faults)\//.test(file)
  );
}

/** Every node of a tree, each with the one it stands in. */
export function* nodesOf(node: Node, parent?: Node): Generator<{ node: Node; parent: Node | undefined }> {
  yield { node, parent };
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesOf(child, node);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function walk(folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute)
    .filter((name) => !passedOver.has(name) && !name.startsWith('.'))
    .sort()
    .map((name) => `${folder}/${name}`)
    .flatMap((below) => (statSync(path.join(root, below)).isDirectory() ? walk(below) : [below]));
}
