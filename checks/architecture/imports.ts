import path from 'node:path';
import { type Node, nodesOf, type SourceFile } from './source-file.ts';

/** One import of a file, resolved as far as the repository reaches. */
export interface Import {
  /** As written: `./log.ts`, `zod`, `node:fs`. */
  readonly specifier: string;
  /** The file below the root, for imports of our own. */
  readonly target?: string;
  /** The package's name, for imports of others; `node:…` for what Node brings. */
  readonly vendor?: string;
}

const withSource = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
]);

/** Everything a file imports: statements, re-exports, `import()`, and workers started by URL. */
export function importsOf(file: SourceFile): Import[] {
  return [...nodesOf(file.program)]
    .map(({ node }) => specifierOf(node))
    .filter((specifier) => specifier !== undefined)
    .map((specifier) => resolve(file.path, specifier));
}

function specifierOf(node: Node): string | undefined {
  if (withSource.has(node.type)) return literal(node.source);
  const isUrl = node.type === 'NewExpression' && (node.callee as Node)?.name === 'URL';
  const first = isUrl ? literal((node.arguments as unknown[])[0]) : undefined;
  return first?.startsWith('.') && first.endsWith('.ts') ? first : undefined;
}

function literal(value: unknown): string | undefined {
  const node = value as { type?: string; value?: unknown } | null | undefined;
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function resolve(from: string, specifier: string): Import {
  if (specifier.startsWith('.')) {
    return { specifier, target: path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)) };
  }
  const ours = /^@parley\/([^/]+)\/(.+)$/.exec(specifier);
  if (ours) return { specifier, target: `packages/${ours[1]}/src/${ours[2]}` };
  return { specifier, vendor: vendorOf(specifier) };
}

function vendorOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
