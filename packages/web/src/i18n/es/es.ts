import type { Translation } from '../translation.ts';
import { first } from './first.ts';
import { later } from './later.ts';

export const es: Translation = { ...first, ...later };
