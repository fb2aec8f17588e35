import type { Seeded } from '@parley/testkit/seeded.ts';
import { nastyNames, nastyValues } from './nasty-values.ts';

type Tree = Record<string, unknown> | unknown[];

/** A JSON value with something in it exchanged, added, lost or nested; the one given stays as it was. */
export function mutatedValue(value: unknown, chance: Seeded): unknown {
  const copy = structuredClone(value);
  if (!isTree(copy) || chance.oneIn(20)) return anotherValue(copy, chance);
  const tree = pickTree(copy, chance);
  chance.pick(treeMutations)(tree, chance);
  return copy;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** The whole, or a part of it that has parts. */
function pickTree(value: Tree, chance: Seeded): Tree {
  const inner = Object.values(value).filter(isTree);
  return inner.length === 0 || chance.oneIn(2) ? value : pickTree(chance.pick(inner), chance);
}

type TreeMutation = (tree: Tree, chance: Seeded) => void;

const treeMutations: readonly TreeMutation[] = [exchange, exchange, exchange, lose, add, add, move];

function exchange(tree: Tree, chance: Seeded): void {
  const keys = Object.keys(tree);
  if (keys.length === 0) return add(tree, chance);
  const key = chance.pick(keys);
  put(tree, key, anotherValue(Reflect.get(tree, key), chance));
}

function lose(tree: Tree, chance: Seeded): void {
  const keys = Object.keys(tree);
  if (keys.length > 0) Reflect.deleteProperty(tree, chance.pick(keys));
}

function add(tree: Tree, chance: Seeded): void {
  if (Array.isArray(tree))
    tree.push(...Array(chance.pick([1, 1, 101, 501])).fill(chance.pick(['x', 1, null])));
  else put(tree, chance.pick(nastyNames), chance.pick(nastyValues));
}

/** The value of one name under another. */
function move(tree: Tree, chance: Seeded): void {
  const keys = Object.keys(tree);
  if (keys.length > 0) put(tree, chance.pick(keys), Reflect.get(tree, chance.pick(keys)));
}

/** Also under `__proto__`, which an assignment would take for something else. */
function put(tree: Tree, key: string, value: unknown): void {
  Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true });
}

function anotherValue(value: unknown, chance: Seeded): unknown {
  if (chance.oneIn(12)) return nested(chance.pick([2, 50, 400]), chance);
  if (typeof value === 'number' && chance.oneIn(2)) return nextTo(value, chance);
  if (typeof value === 'string' && chance.oneIn(2)) return anotherText(value, chance);
  return chance.pick(nastyValues);
}

function nextTo(value: number, chance: Seeded): unknown {
  return chance.pick([value + 1, value - 1, -value, value + 0.5, String(value), [value], value * 2 ** 32]);
}

function anotherText(value: string, chance: Seeded): unknown {
  const at = chance.below(value.length + 1);
  const inserted = chance.pick([
    '\0',
    '\ud800',
    '\udfff',
    '\u202e',
    ' ',
    '\n',
    '%',
    '/',
    '\u0301',
    'é',
    '😀',
  ]);
  return chance.pick([
    value.slice(0, at) + inserted + value.slice(at),
    value.slice(0, at),
    value + value,
    value.toUpperCase(),
    value.padEnd(chance.pick([64, 65, 200, 201, 255, 16_384, 16_385]), 'x'),
    [value],
    { [value]: value },
  ]);
}

function nested(depth: number, chance: Seeded): unknown {
  const asArray = chance.oneIn(2);
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = asArray ? [value] : { a: value };
  return value;
}
