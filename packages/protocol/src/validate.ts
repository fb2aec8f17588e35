import type { z } from 'zod';
import { type ErrorDetails, type ErrorObject, errorOf, type FieldProblem } from './errors.ts';
import { problemOf } from './problem-text.ts';

/** Problems an answer names; whoever has more fixes these first. */
const mostFields = 20;

export type Validated<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ErrorObject };

/** Checks what came in: the value as the schema makes it, or the error to answer (INPUT1). */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Validated<z.output<Schema>> {
  const result = schema.safeParse(input, { reportInput: true });
  return result.success ? { ok: true, value: result.data } : { ok: false, error: problemsOf(result.error) };
}

/**
 * A failed check as the error to answer: `unknown_field` when nothing else is wrong, `invalid_request` otherwise.
 * Each field is named once by its dotted path (`chats.12`; empty: the whole); values are never repeated (INPUT2).
 */
export function problemsOf(error: z.ZodError): ErrorObject {
  const issues = error.issues.flatMap((issue) => leaves(issue, []));
  const code = issues.every(({ issue }) => issue.code === 'unrecognized_keys')
    ? 'unknown_field'
    : 'invalid_request';
  const details: ErrorDetails = { fields: fieldsOf(issues) };
  return errorOf(code, undefined, details);
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

interface PlacedIssue {
  readonly path: Path;
  readonly issue: Issue;
}

/** The issues that name a field: inside a union those of the alternative that was most likely meant. */
function leaves(issue: Issue, parent: Path): PlacedIssue[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'invalid_union') {
    const meant = likeliest(issue.errors);
    if (meant !== undefined) return meant.flatMap((inner) => leaves(inner, path));
  }
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') {
    return issue.issues.flatMap((inner) => leaves(inner, path));
  }
  return [{ path, issue }];
}

/** The alternative whose type was right; undefined when there is none, or when it is a matter of a discriminator. */
function likeliest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const wholeIsWrong = (issue: Issue) => issue.path.length === 0 && issue.code !== 'unrecognized_keys';
  return alternatives
    .filter((issues) => !issues.some(wholeIsWrong))
    .toSorted((one, other) => one.length - other.length)[0];
}

function fieldsOf(issues: readonly PlacedIssue[]): FieldProblem[] {
  const problems = new Map<string, string>();
  for (const { path, issue } of issues) {
    for (const field of fieldNames(path, issue)) {
      if (problems.size === mostFields) break;
      if (!problems.has(field)) problems.set(field, problemOf(issue));
    }
  }
  return [...problems].map(([field, problem]) => ({ field, problem }));
}

function fieldNames(path: Path, issue: Issue): string[] {
  if (issue.code !== 'unrecognized_keys') return [dotted(path)];
  return issue.keys.map((key) => dotted([...path, key]));
}

/** Names come from the caller too: they are cut, and what would break a line or a log is replaced. */
function dotted(path: Path): string {
  const text = path.map(String).join('.');
  const clean = text.toWellFormed().replace(/\p{Cc}/gu, '�');
  return clean.length <= 200 ? clean : `${clean.slice(0, 200).toWellFormed()}…`;
}
