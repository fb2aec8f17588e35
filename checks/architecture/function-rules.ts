import { isForTests, lineOf, type Node, nodesOf, type SourceFile, type Violation } from './source-file.ts';

export const longestFunction = 40;
export const mostParameters = 4;

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

const groups = new Set(['describe', 'suite']);
const groupsOrTests = new Set([...groups, 'test', 'it']);

interface FoundFunction {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
}

/**
 * Functions that are too long or take too much. What only groups tests (`describe`, a contract suite) has no size of
 * its own; each test in it has.
 */
export function functionViolations(file: SourceFile): Violation[] {
  return functionsOf(file).flatMap(({ name, line, lines, parameters }) => {
    const where = `${name} (line ${line})`;
    const long = lines > longestFunction ? [`${where} has ${lines} lines; at most ${longestFunction}`] : [];
    const wide =
      parameters > mostParameters
        ? [`${where} takes ${parameters} parameters; at most ${mostParameters}`]
        : [];
    return [
      ...long.map((what) => ({ path: file.path, rule: 'function size', what })),
      ...wide.map((what) => ({ path: file.path, rule: 'parameters', what })),
    ];
  });
}

export function functionsOf(file: SourceFile): FoundFunction[] {
  return [...nodesOf(file.program)]
    .filter(({ node, parent }) => functionTypes.has(node.type) && !groupsTests(file.path, node, parent))
    .map(({ node, parent }) => {
      const line = lineOf(file.text, node.start);
      return {
        name: nameOf(node, parent),
        line,
        lines: lineOf(file.text, node.end) - line + 1,
        parameters: (node.params as Node[]).length,
      };
    });
}

/** Whether a function only holds tests: it calls `test`, `it` or `describe` itself, or is handed to `describe`. */
function groupsTests(path: string, node: Node, parent: Node | undefined): boolean {
  if (!isForTests(path)) return false;
  const callee = parent?.type === 'CallExpression' ? (parent.callee as Node) : undefined;
  return groups.has(String(callee?.name)) || [...nodesOf(node)].some(({ node: inner }) => callsTest(inner));
}

function callsTest(node: Node): boolean {
  return node.type === 'CallExpression' && groupsOrTests.has(String((node.callee as Node).name));
}

function nameOf(node: Node, parent: Node | undefined): string {
  const holders = [node.id, parent?.id, parent?.key] as ({ name?: unknown } | null | undefined)[];
  const name = holders.map((holder) => holder?.name).find((found) => typeof found === 'string');
  return typeof name === 'string' ? name : titleOf(parent);
}

function titleOf(parent: Node | undefined): string {
  const first = (parent?.arguments as { value?: unknown }[] | undefined)?.[0]?.value;
  return typeof first === 'string' ? `"${first}"` : 'a function';
}
