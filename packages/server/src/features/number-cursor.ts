import { type Refusal, refuseField } from './refusal.ts';

/** The number in a list's cursor; `unnamed` where there is none. */
export function numberIn(cursor: string | undefined, unnamed: number): number | Refusal {
  if (cursor === undefined) return unnamed;
  return /^\d{1,10}$/.test(cursor) ? Number(cursor) : notACursor;
}

export const notACursor: Refusal = refuseField(
  'cursor',
  'is not a cursor of this list; use next_cursor as it was',
);
