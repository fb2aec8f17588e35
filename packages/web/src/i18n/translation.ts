import type { en } from './en/en.ts';

/** The same keys, whatever the words: what every language has to fill. */
type SameKeys<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : SameKeys<Words[Key]>;
};

export type Translation = SameKeys<typeof en>;
