import { isolated } from './direction.ts';
import type { en } from './en/en.ts';
import type { FirstTexts, LaterTexts, PluralForm } from './translation.ts';

type Words = typeof en;

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
  /** The language as the reader's region writes it, for dates, times, lists and digits: `en-GB`. */
  readonly locale: string;
  readonly t: Translate;
  /** A number in the reader's digits, grouped. */
  readonly number: (value: number) => string;
  /** Names one after the other: “Alice, Bob and Carol”. */
  readonly list: (names: readonly string[]) => string;
}

type Tree = string | { readonly [name: string]: Tree };
type SlotValues = Readonly<Record<string, string | number>>;

function textAt(tree: Tree | undefined, path: string): string | undefined {
  let place = tree;
  for (const name of path.split('.')) place = typeof place === 'object' ? place[name] : undefined;
  return typeof place === 'string' ? place : undefined;
}

/** The chosen language as the reader's region writes it: “en-GB” has other dates than “en-US”. */
export function localeFor(language: string, wishes: readonly string[]): string {
  return wishes.find((wish) => wish.split('-')[0] === language) ?? language;
}

/**
 * Speaks one language: plurals by its rules, digits of the reader's region, and what people wrote kept from turning
 * the sentence around. Texts may be added to the words later. A missing text shows as its key.
 */
export function createTranslator(
  language: string,
  words: FirstTexts & Partial<LaterTexts>,
  locale = language,
): Translator {
  const plurals = new Intl.PluralRules(language);
  const counts = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale);
  const ordinals = new Intl.NumberFormat(locale, { useGrouping: false });

  function shown(value: string | number, name: string): string {
    // A list has each of its names isolated already.
    if (typeof value === 'string') return name === 'names' ? value : isolated(value, language);
    return (name === 'count' ? counts : ordinals).format(value);
  }

  function t(key: string, values: SlotValues = {}): string {
    const { count } = values;
    const counted = typeof count === 'number' ? textAt(words, `${key}_${plurals.select(count)}`) : undefined;
    const text = counted ?? textAt(words, `${key}_other`) ?? textAt(words, key) ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (slot, name: string) => {
      const value = values[name];
      return value === undefined ? slot : shown(value, name);
    });
  }

  return {
    language,
    locale,
    t: t as Translate,
    number: (value) => counts.format(value),
    list: (names) => lists.format(names.map((name) => isolated(name, language))),
  };
}
