import type { en } from './en/en.ts';
import type { Translation } from './translation.ts';

type Words = typeof en;
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

type LeafPath<Tree, Prefix extends string = ''> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? `${Prefix}${Name}`
    : LeafPath<Tree[Name], `${Prefix}${Name}.`>;
}[keyof Tree & string];

type Leaf = LeafPath<Words>;

/** `members_one` is `members`, because there is `members_other`; `too_many` is itself. */
type WithoutPlural<Path extends string> = Path extends `${infer Base}_${PluralForm}`
  ? `${Base}_other` extends Leaf
    ? Base
    : Path
  : Path;

type TextAt<Tree, Path extends string> = Path extends keyof Tree
  ? Tree[Path]
  : Path extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Tree
      ? TextAt<Tree[Head], Rest>
      : never
    : never;

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** Every text there is, by its path; a counted text by its path without the plural form. */
export type TextKey = WithoutPlural<Leaf>;

type Slots<Key extends string> =
  | NamesIn<TextAt<Words, Key>>
  | (`${Key}_other` extends Leaf ? 'count' | NamesIn<TextAt<Words, `${Key}_other`>> : never);

type Values<Key extends string> = [Slots<Key>] extends [never]
  ? []
  : [values: { readonly [Name in Slots<Key>]: Name extends 'count' ? number : string | number }];

/** The text of a key, its slots filled; a `count` also chooses the plural form. */
export type Translate = <Key extends TextKey>(key: Key, ...values: Values<Key>) => string;

export interface Translator {
  /** A BCP 47 tag: `en`, `de`. */
  readonly language: string;
  readonly t: Translate;
}

type Tree = string | { readonly [name: string]: Tree };

function textAt(tree: Tree | undefined, path: string): string | undefined {
  let place = tree;
  for (const name of path.split('.')) place = typeof place === 'object' ? place[name] : undefined;
  return typeof place === 'string' ? place : undefined;
}

function filled(
  text: string,
  values: Readonly<Record<string, string | number>>,
  numbers: Intl.NumberFormat,
): string {
  return text.replace(/\{\{(\w+)\}\}/g, (slot, name: string) => {
    const value = values[name];
    return typeof value === 'number' && name === 'count' ? numbers.format(value) : String(value ?? slot);
  });
}

/** Speaks one language: plurals by its rules, counts in its digits. A missing text shows as its key. */
export function createTranslator(language: string, words: Translation): Translator {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  function t(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const { count } = values;
    const counted = typeof count === 'number' ? textAt(words, `${key}_${plurals.select(count)}`) : undefined;
    const text = counted ?? textAt(words, `${key}_other`) ?? textAt(words, key);
    return text === undefined ? key : filled(text, values, numbers);
  }
  return { language, t: t as Translate };
}
