/** What a backup says of itself, as its first file. */
export interface AboutBackup {
  readonly format: number;
  /** The release that wrote it. */
  readonly parley: string;
  /** Migrations that the database has seen. */
  readonly schema: number;
  /** The moment that it holds, in ISO 8601. */
  readonly taken_at: string;
  readonly counts: BackupCounts;
}

export interface BackupCounts {
  readonly apps: number;
  readonly users: number;
  readonly chats: number;
  readonly messages: number;
  readonly entries: number;
  readonly pictures: number;
}

export const backupFormat = 1;

const countNames = ['apps', 'users', 'chats', 'messages', 'entries', 'pictures'] as const;

/** Reads what a backup says of itself. Throws, with the remedy, where this release cannot read it. */
export function parseAbout(text: string): AboutBackup {
  const about = objectIn(text);
  if (Number(about.format) > backupFormat) throw newer(String(about.parley));
  const counts = about.counts as Record<string, unknown> | undefined;
  const isWhole =
    about.format === backupFormat &&
    typeof about.parley === 'string' &&
    typeof about.taken_at === 'string' &&
    Number.isSafeInteger(about.schema) &&
    countNames.every((name) => Number.isSafeInteger(counts?.[name]));
  if (!isWhole) throw new Error('it is no backup of Parley: its backup.json says something else');
  return about as unknown as AboutBackup;
}

/** A newer release must read it. */
export function newer(release: string): Error {
  return new Error(`it was written by a newer Parley (${release}); restore it with that release`);
}

function objectIn(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
