/** What is being completed: a person after `@`, or an emoji after `:`. */
export interface Trigger {
  readonly kind: 'person' | 'emoji';
  /** Where the `@` or `:` stands. */
  readonly start: number;
  readonly query: string;
}

const begun = /(?:^|[\s([{"'“„])([@:])([\p{L}\p{N}._+-]{0,32})$/u;
/** As far back as a trigger can begin. */
const lookBack = 40;
/** `:)` and a time are no emoji to complete. */
const shortestEmojiQuery = 2;

/** What the text before the caret asks to be completed. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const from = Math.max(0, caret - lookBack);
  const match = begun.exec(text.slice(from, caret));
  if (match === null) return null;
  const [, sign = '', query = ''] = match;
  const start = caret - query.length - 1;
  if (sign === '@') return { kind: 'person', start, query };
  return query.length < shortestEmojiQuery || !/\p{L}/u.test(query) ? null : { kind: 'emoji', start, query };
}
