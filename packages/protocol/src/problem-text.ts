import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type IssueOf<Code extends Issue['code']> = Extract<Issue, { code: Code }>;

/** What each kind of value is called when it is not what was expected. */
const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  datetime: 'is not a time; write it in UTC, such as 2026-01-31T12:00:00Z',
  email: 'is not an e-mail address',
};

/**
 * What is wrong with a field and so what to do, as the rest of a sentence that begins with its name (INPUT2).
 * The contract's own messages begin in lower case and are taken as they are; the library's are put in plain words.
 */
export function problemOf(issue: Issue): string {
  if (issue.code !== 'unrecognized_keys' && isMissing(issue)) return `is missing; ${wanted(issue)}`;
  if (/^\p{Ll}/u.test(issue.message)) return issue.message;
  return plainWords(issue);
}

function plainWords(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'is not a field of this request; remove it, or check its spelling';
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return formats[issue.format] ?? 'is not written as it must be';
    default:
      return `is not valid; ${wanted(issue)}`;
  }
}

/** Known for certain when the check kept its input, else from the library's own words. */
function isMissing(issue: Issue): boolean {
  if (issue.code === 'invalid_union') return lacksKind(issue);
  if ('input' in issue) return issue.input === undefined;
  if (issue.code === 'invalid_type') return issue.message.endsWith('received undefined');
  return false;
}

/** Of a union told apart by a field the whole is kept, not that field. */
function lacksKind({ input, discriminator }: IssueOf<'invalid_union'>): boolean {
  if (discriminator === undefined || typeof input !== 'object' || input === null) return false;
  return !Object.hasOwn(input, discriminator);
}

/** The remedy: what to give. */
function wanted(issue: Issue): string {
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  if (issue.code === 'invalid_union' && 'options' in issue) return oneOf(issue.options ?? []);
  if (issue.code === 'invalid_type') return `give ${words[issue.expected] ?? 'a value of another kind'}`;
  return 'give another value';
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `give ${String(values[0])}` : `give one of: ${values.map(String).join(', ')}`;
}

function tooSmall({ origin, minimum }: IssueOf<'too_small'>): string {
  if (origin === 'string')
    return minimum === 1 ? 'is empty; give some text' : `is too short; use at least ${minimum} characters`;
  if (origin === 'array')
    return minimum === 1 ? 'is empty; give at least one' : `has too few; give at least ${minimum}`;
  return `is too small; give at least ${minimum}`;
}

function tooBig({ origin, maximum }: IssueOf<'too_big'>): string {
  if (maximum === Number.MAX_SAFE_INTEGER) return 'is too large; give a smaller number';
  if (origin === 'string') return `is too long; use at most ${maximum} characters`;
  if (origin === 'array') return `has too many; give at most ${maximum}`;
  return `is too large; give at most ${maximum}`;
}
