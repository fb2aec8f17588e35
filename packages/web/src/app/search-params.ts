/** Query strings come from anywhere: each reader keeps what it knows and drops the rest. */
type Raw = Record<string, unknown>;

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  // The router reads `?q=42` as a number.
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function readNext(raw: Raw): { next?: string } {
  const next = text(raw.next);
  return next === undefined ? {} : { next };
}

export function readQuery(raw: Raw): { q?: string } {
  const q = text(raw.q);
  return q === undefined || q === '' ? {} : { q };
}

export const peopleSections = ['friends', 'requests', 'directory', 'blocked'] as const;
export type PeopleSection = (typeof peopleSections)[number];

export function readSection(raw: Raw): { section?: PeopleSection } {
  const section = peopleSections.find((known) => known === raw.section);
  return section === undefined ? {} : { section };
}
