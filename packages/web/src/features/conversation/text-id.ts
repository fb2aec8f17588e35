import type { Row } from './rows.ts';

/** The id of the element with what a row says. */
export function textIdOf({ key }: Pick<Row, 'key'>): string {
  return `text-${key}`;
}
