import { first } from './first.ts';
import { later } from './later.ts';

/** English, the language every key is first written in; its shape is what the others must fill. */
export const en = { ...first, ...later } as const;
