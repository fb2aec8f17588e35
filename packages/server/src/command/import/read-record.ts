import { clientId, content, timestamp } from '@parley/protocol/scalars.ts';
import { fitsBytes } from '@parley/protocol/utf8.ts';

/** A message as a file has it. */
export interface ImportRecord {
  /** The author as the file names them. */
  readonly user: string;
  /** What the author is called; the same where the file has nothing else. */
  readonly name: string;
  /** Milliseconds since 1970; finer parts are dropped. */
  readonly at: number;
  readonly text: string;
  readonly clientId?: string;
}

/** Why a line was skipped: a closed list, so that reports can be compared (CMD7). */
export type SkipReason =
  | 'line too long'
  | 'not UTF-8'
  | 'not JSON'
  | 'not an object'
  | 'field missing'
  | 'bad author'
  | 'bad time'
  | 'empty text'
  | 'unusable text'
  | 'text too long'
  | 'deleted message'
  | 'key used for another message';

/** A line's message, or why there is none, with what to look for. */
export type Reading = ImportRecord | Skipped;

export interface Skipped {
  readonly skip: SkipReason;
  readonly detail: string;
}

/** Who wrote what nobody is named for: a device without a label, a deleted account. */
const nobody = '(unknown)';

/** Reads `{at, user, text}`; `name` and `client_id` are taken when present, other fields are left. */
export function readRecord(line: string, contentBytes: number): Reading {
  const fields = parseObject(line);
  if ('skip' in fields) return fields;
  const { text, at, client_id, deleted_at } = fields.values;
  if (deleted_at !== undefined && text === null) return { skip: 'deleted message', detail: 'it was deleted' };
  const problem = missingField(fields.values) ?? textProblem(text, contentBytes);
  if (problem !== undefined) return problem;
  const author = readAuthor(fields.values);
  if (author === undefined) return { skip: 'bad author', detail: 'user is not a name' };
  const time = readTime(at);
  if (time === undefined)
    return { skip: 'bad time', detail: 'at is not a time such as 2017-05-11T15:46:08Z' };
  const record = { ...author, at: time, text: text as string };
  const key = clientId.safeParse(client_id);
  return key.success ? { ...record, clientId: key.data } : record;
}

type Values = Readonly<Record<string, unknown>>;

function parseObject(line: string): { readonly values: Values } | Skipped {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return { values: { ...parsed } };
    return { skip: 'not an object', detail: 'the line is JSON, but not an object' };
  } catch {
    return { skip: 'not JSON', detail: 'the line is not JSON' };
  }
}

function missingField(values: Values): Skipped | undefined {
  const missing = ['at', 'user', 'text'].find((field) => values[field] === undefined);
  return missing === undefined ? undefined : { skip: 'field missing', detail: `${missing} is missing` };
}

function readAuthor({ user, name }: Values): { user: string; name: string } | undefined {
  if (user === null) return { user: nobody, name: nobody };
  if (typeof user !== 'string' || user.trim() === '') return undefined;
  return { user, name: typeof name === 'string' && name.trim() !== '' ? name : user };
}

function textProblem(text: unknown, contentBytes: number): Skipped | undefined {
  if (typeof text !== 'string') return { skip: 'unusable text', detail: 'text is not text' };
  if (text.trim() === '') return { skip: 'empty text', detail: 'text has no visible character' };
  if (!fitsBytes(text, contentBytes))
    return { skip: 'text too long', detail: `text is over ${contentBytes} bytes` };
  const checked = content.safeParse(text);
  if (checked.success) return undefined;
  return { skip: 'unusable text', detail: `text ${checked.error.issues[0]?.message ?? 'cannot be stored'}` };
}

const written = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;

/** An RFC 3339 time, in UTC where it names no zone; or milliseconds since 1970. */
function readTime(at: unknown): number | undefined {
  if (typeof at === 'number')
    return Number.isInteger(at) && at >= 0 && at < 253_402_300_800_000 ? at : undefined;
  if (typeof at !== 'string') return undefined;
  const [, day, clock, fraction = '', zone = 'Z'] = written.exec(at) ?? [];
  if (day === undefined || !timestamp.safeParse(`${day}T${clock}Z`).success) return undefined;
  const ms = Date.parse(`${day}T${clock}${fraction.slice(0, 4)}${zone.replace(/^(...)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(ms) || ms < 0 ? undefined : ms;
}
