import type { first } from './en/first.ts';
import type { later } from './en/later.ts';

export type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** The stem of a counted text: `members` for `members_one`, where there is `members_other`; never for `too_many`. */
type StemOf<Words, Name> = Name extends `${infer Stem}_${PluralForm}`
  ? `${Stem}_other` extends keyof Words
    ? Stem
    : never
  : never;

type Stems<Words> = { [Name in keyof Words]: StemOf<Words, Name> }[keyof Words];

/**
 * The same keys, whatever the words: what every language has to fill. Of a counted text each language has the forms
 * of its own rules, which the test of the texts holds it to.
 */
type SameKeys<Words> = {
  readonly [Name in keyof Words as StemOf<Words, Name> extends never
    ? Name
    : never]: Words[Name] extends string ? string : SameKeys<Words[Name]>;
} & { readonly [Stem in Stems<Words> & string as `${Stem}_other`]: string } & {
  readonly [Stem in Stems<Words> & string as `${Stem}_${Exclude<PluralForm, 'other'>}`]?: string;
};

/** The texts of the first view, and those that come with the parts that need them. */
export type FirstTexts = SameKeys<typeof first>;
export type LaterTexts = SameKeys<typeof later>;
export type Translation = FirstTexts & LaterTexts;
