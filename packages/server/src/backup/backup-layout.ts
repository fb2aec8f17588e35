/** Names in a backup (BACKUP5); those of the database and the pictures are the data folder's own. */
export const layout = { about: 'backup.json', database: 'parley.db', sums: 'SHA256SUMS' } as const;

/** The folder of the pictures, and what the data folder has for writing them. */
export const blobsFolder = 'blobs';

/** What may be a file of a backup: nothing that leads out of the folder it is unpacked in. */
export function isBackupName(name: string): boolean {
  return /^(?:backup\.json|parley\.db|blobs\/[0-9a-f]{2}\/[a-z0-9][a-z0-9_-]{0,127})$/.test(name);
}

/** What the data folder has beside the database while it is open, and what is made anew from it. */
export const derivedFiles = [
  'parley.db-wal',
  'parley.db-shm',
  'search.db',
  'search.db-wal',
  'search.db-shm',
] as const;
