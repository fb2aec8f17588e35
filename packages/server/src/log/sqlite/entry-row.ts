import type { SqlRow, SqlValue } from '../../sql/statement.ts';
import type { EntryKindCode } from '../entry-kind.ts';
import type { PlacedEntry, StoredEntry } from '../log.ts';
import type { LogKey } from '../log-key.ts';

/** Adds an entry's values to rows laid flat, in the order of `entryColumns`. */
export function pushRow(rows: SqlValue[], entry: PlacedEntry): void {
  rows.push(
    entry.log,
    entry.position,
    entry.number,
    entry.kind,
    entry.about ?? null,
    entry.author ?? null,
    entry.label ?? null,
    entry.clientId ?? null,
    entry.at,
    entry.content ?? null,
    entry.data ?? null,
  );
}

export function entryFromRow(row: SqlRow): StoredEntry {
  const entry: { -readonly [Key in keyof StoredEntry]: StoredEntry[Key] } = {
    seq: row.seq as number,
    log: row.log as LogKey,
    position: row.position as number,
    number: row.number as number,
    kind: row.kind as EntryKindCode,
    at: row.at as number,
  };
  if (row.about !== null) entry.about = row.about as number;
  if (row.author !== null) entry.author = row.author as number;
  if (row.label !== null) entry.label = row.label as string;
  if (row.client_id !== null) entry.clientId = row.client_id as string;
  if (row.content !== null) entry.content = row.content as string;
  if (row.data !== null) entry.data = row.data as string;
  return entry;
}
