import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Node, nodesOf, type SourceFile } from './architecture/source-file.ts';
import { root } from './root.ts';

/** A numbered rule of docs/spec: `- **SYNC4** text`. */
export interface SpecRule {
  readonly id: string;
  readonly page: string;
}

/** Every rule of every page of docs/spec. */
export function specRules(): SpecRule[] {
  const folder = path.join(root, 'docs/spec');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => rulesOf(name, readFileSync(path.join(folder, name), 'utf8')));
}

export function rulesOf(page: string, text: string): SpecRule[] {
  return [...text.matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(([, id = '']) => ({ id, page }));
}

const testCalls = new Set(['test', 'it', 'describe', 'suite']);

/** The ids in a file's test titles, and in strings that begin with one, as tables of tests have them. */
export function citedIn(file: SourceFile, areas: ReadonlySet<string>): string[] {
  return [...nodesOf(file.program)]
    .flatMap(({ node, parent }) => {
      const text = textOf(node);
      if (text === undefined) return [];
      return isTitle(node, parent) || /^[A-Z]+\d+\b/.test(text) ? [text] : [];
    })
    .flatMap((text) => idsIn(text, areas));
}

/** Ids that titles begin with, whether or not such an area exists. */
export function leadingIds(file: SourceFile): string[] {
  return [...nodesOf(file.program)]
    .filter(({ node, parent }) => isTitle(node, parent))
    .map(({ node }) => /^[A-Z]{2,}\d+(?= )/.exec(textOf(node) ?? '')?.[0])
    .filter((id) => id !== undefined);
}

/** The ids of known areas in a text; `UTF8` is none unless there is an area `UTF`. */
export function idsIn(text: string, areas: ReadonlySet<string>): string[] {
  return [...text.matchAll(/\b([A-Z]{2,})\d+\b/g)]
    .filter(([, area = '']) => areas.has(area))
    .map(([id]) => id);
}

export function areasOf(rules: readonly SpecRule[]): Set<string> {
  return new Set(rules.map(({ id }) => id.replace(/\d+$/, '')));
}

function isTitle(node: Node, parent: Node | undefined): boolean {
  if (parent?.type !== 'CallExpression' || (parent.arguments as Node[])[0] !== node) return false;
  const callee = parent.callee as { name?: string; property?: { name?: string } };
  return testCalls.has(callee.name ?? callee.property?.name ?? '');
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked?: string } }[]).map(({ value }) => value.cooked ?? '').join(' ');
}
