import { isForTests, lineOf, type Node, nodesOf, type SourceFile, type Violation } from './source-file.ts';

/** Attributes whose text people see or hear. */
const spoken: ReadonlySet<string> = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'hint',
  'label',
  'lead',
  'note',
  'placeholder',
  'text',
  'title',
]);

const words = /\p{L}{2}/u;
const ways = new Set(['ConditionalExpression', 'LogicalExpression']);

/** The texts an expression can come to, as far as they stand in it. */
function literalsIn(node: Node): string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateLiteral') {
    return (node.quasis as { value: { cooked?: string } }[]).map(({ value }) => value.cooked ?? '');
  }
  if (!ways.has(node.type)) return [];
  return [node.consequent, node.alternate, node.left, node.right]
    .filter((part): part is Node => part !== undefined)
    .flatMap(literalsIn);
}

function shownBy(node: Node, parent: Node | undefined): string[] {
  if (node.type === 'JSXText') return [String(node.value)];
  if (node.type === 'JSXExpressionContainer' && /^JSX(Element|Fragment)$/.test(parent?.type ?? '')) {
    return literalsIn(node.expression as Node);
  }
  if (node.type !== 'JSXAttribute' || !spoken.has(String((node.name as Node).name))) return [];
  const value = node.value as Node | null;
  if (value === null) return [];
  return literalsIn(value.type === 'JSXExpressionContainer' ? (value.expression as Node) : value);
}

/** Words that people see or hear and that did not go through the translator (WEB116). */
export function literalViolations(file: SourceFile): Violation[] {
  if (!file.path.startsWith('packages/web/src/') || !file.path.endsWith('.tsx')) return [];
  return [...nodesOf(file.program)].flatMap(({ node, parent }) =>
    shownBy(node, parent)
      .filter((text) => words.test(text))
      .map((text) => ({
        path: file.path,
        rule: 'translation',
        what: `line ${lineOf(file.text, node.start)}: “${text.trim()}” is not translated; use t(…)`,
      })),
  );
}

const sided =
  /^(-?[mp][lr]-|-?(left|right)-|-?scroll-[mp][lr]-|(text|float|clear|origin)-(left|right)$|(border|rounded)-([lr]|[tb][lr])(-|$)|-?space-x-)/;

/** Class names for a left or right side: what is mirrored speaks of start and end (WEB118). */
export function sideViolations(file: SourceFile): Violation[] {
  if (!file.path.startsWith('packages/web/src/') || isForTests(file.path)) return [];
  return [...nodesOf(file.program)].flatMap(({ node }) =>
    textsOf(node)
      .flatMap((text) => text.split(/\s+/))
      .filter((name) => sided.test(name.slice(name.lastIndexOf(':') + 1)))
      .map((name) => ({
        path: file.path,
        rule: 'sides',
        what: `line ${lineOf(file.text, node.start)}: ${name} has a side; use its logical twin (ms-, ps-, start-, text-start …)`,
      })),
  );
}

function textsOf(node: Node): string[] {
  return node.type === 'Literal' || node.type === 'TemplateLiteral' ? literalsIn(node) : [];
}

const sidedProperty =
  /(?:^|[;{\s])((?:margin|padding|border|scroll-(?:margin|padding))-(?:left|right)(?:-\w+)*|left|right|(?:text-align|float):\s*(?:left|right))\s*(?=[:;}])/g;

/** The same of a style sheet. */
export function sidesInStyles(css: string): string[] {
  return [...css.matchAll(sidedProperty)].map(([, property = '']) => property);
}

const pointing =
  /^(Arrow|Chevron|Chevrons|Corner|Move)\w*(Left|Right)|^(Forward|LogIn|LogOut|Redo|Reply|Send|TextSearch|Undo)/;

/** Icons of lucide that point along the line of reading, by the class they are drawn with (WEB119). */
export function pointingIcons(file: SourceFile): string[] {
  return (file.program.body as Node[])
    .filter((node) => node.type === 'ImportDeclaration' && (node.source as Node).value === 'lucide-react')
    .flatMap((node) => node.specifiers as { imported?: { name: string } }[])
    .map(({ imported }) => imported?.name ?? '')
    .filter((name) => pointing.test(name))
    .map((name) => `lucide-${name.replace(/([a-z])([A-Z0-9])/g, '$1-$2').toLowerCase()}`);
}
