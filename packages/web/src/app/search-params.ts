/** Query strings come from anywhere: each reader keeps what it knows and drops the rest. */
type Raw = Record<string, unknown>;

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  // The router reads `?q=42` as a number.
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The fields of an object that have a value: a query string has no empty ones. */
function present<T extends object>(fields: { [Name in keyof T]?: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

export function readNext(raw: Raw): { next?: string } {
  return present<{ next?: string }>({ next: text(raw.next) });
}

/** What is searched for, and what the results are narrowed to. */
export interface SearchFilters {
  readonly q?: string;
  /** A chat's number. */
  readonly chat?: number;
  /** The username of who wrote it. */
  readonly from?: string;
  /** Days where the reader is, `2026-11-21`; both are part of the range. */
  readonly since?: string;
  readonly until?: string;
}

function day(value: unknown): string | undefined {
  const written = text(value);
  const isDay = written !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(written);
  return isDay && !Number.isNaN(Date.parse(written)) ? written : undefined;
}

function chatNumber(value: unknown): number | undefined {
  const written = text(value);
  return written !== undefined && /^[1-9]\d{0,9}$/.test(written) ? Number(written) : undefined;
}

/** What cannot be somebody's name is nobody to search for. */
function person(value: unknown): string | undefined {
  const written = text(value);
  return written !== undefined && /^[a-z0-9][a-z0-9._-]{1,31}$/i.test(written) ? written : undefined;
}

export function readFilters(raw: Raw): SearchFilters {
  return present<SearchFilters>({
    q: text(raw.q),
    chat: chatNumber(raw.chat),
    from: person(raw.from),
    since: day(raw.since),
    until: day(raw.until),
  });
}

export type Pane = 'details' | 'search';

/** What stands beside a conversation, with what it searches for. */
export interface PaneInAddress extends SearchFilters {
  readonly pane?: Pane;
}

export function readPane(raw: Raw): PaneInAddress {
  if (raw.pane === 'search') return { pane: 'search', ...readFilters(raw) };
  return raw.pane === 'details' ? { pane: 'details' } : {};
}

export const peopleSections = ['friends', 'requests', 'directory', 'blocked'] as const;
export type PeopleSection = (typeof peopleSections)[number];

export function readSection(raw: Raw): { section?: PeopleSection } {
  const section = peopleSections.find((known) => known === raw.section);
  return section === undefined ? {} : { section };
}
