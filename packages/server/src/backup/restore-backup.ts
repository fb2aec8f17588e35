import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { statement } from '../sql/statement.ts';
import { DatabaseCopy } from '../sqlite/database-copy.ts';
import { lockDatabase } from '../sqlite/database-lock.ts';
import { migrations } from '../store/migrations/migrations.ts';
import { type AboutBackup, newer } from './about-backup.ts';
import { blobsFolder, derivedFiles, layout } from './backup-layout.ts';
import { backupQueries } from './backup-queries.ts';
import { checkCopy } from './check-copy.ts';
import { readBackup } from './read-backup.ts';
import { type BackupWatch, syncFolder } from './write-backup.ts';

export interface RestoreRequest {
  readonly file: string;
  /** The data folder of a server that does not run; made when missing. */
  readonly data: string;
  /** Moves what is in the folder aside instead of refusing it. */
  readonly replace: boolean;
  /** Ends every session: everybody signs in again. */
  readonly signOut: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly watch: BackupWatch;
}

export interface RestoredBackup {
  readonly about: AboutBackup;
  /** Where what was in the folder is now. */
  readonly aside: string | undefined;
  /** Sessions that can be used again. */
  readonly sessions: number;
}

/**
 * Makes a data folder what it was when a backup was taken, under a new epoch (BACKUP8).
 *
 * Guarantees: the backup is read, checked and made ready beside the data before anything is changed (BACKUP6); nothing is
 * deleted; whoever crashes in between leaves the old data or the restored (BACKUP7). Throws what is in the way.
 */
export async function restoreBackup(request: RestoreRequest): Promise<RestoredBackup> {
  const { data, file, watch } = request;
  await mkdir(data, { recursive: true, mode: 0o700 });
  const hasData = await requireRoom(request);
  const ready = await mkdtemp(join(data, 'restore-'));
  try {
    const { size } = await stat(file);
    const onBytes = (done: number) => watch('unpacking', done, size);
    const about = await readBackup({ file, into: ready, onBytes });
    if (about.schema > migrations.length) throw newer(about.parley);
    watch('checking', 0, 1);
    const sessions = prepare(join(ready, layout.database), request.signOut);
    using _lock = hasData ? lock(data) : undefined;
    const aside = hasData ? await moveAside(request) : undefined;
    await moveIn(ready, data);
    return { about, aside, sessions };
  } finally {
    await rm(ready, { recursive: true, force: true });
  }
}

/** Whether there is data. Throws where it may not be replaced. */
async function requireRoom({ data, replace }: RestoreRequest): Promise<boolean> {
  const hasData = (await readdir(data)).some((name) => name === layout.database || name === blobsFolder);
  if (!hasData) return false;
  if (!replace) {
    const remedy = 'give another with --data, or move what is there aside with --replace';
    throw new Error(`${data} has data; ${remedy}`);
  }
  lock(data)[Symbol.dispose]();
  return true;
}

function lock(data: string): Disposable {
  if (!existsSync(join(data, layout.database))) return new DisposableStack();
  const held = lockDatabase(join(data, layout.database));
  if (held === undefined)
    throw new Error(`${data} is in use; stop the server and other parley commands first`);
  return held;
}

/** What must not be as it was: the epoch, so that clients notice, and codes that open an account once. */
function prepare(database: string, signOut: boolean): number {
  using copy = new DatabaseCopy(database);
  checkCopy(copy);
  copy.change([
    statement(backupQueries.setEpoch, randomBytes(12).toString('base64url')),
    statement(backupQueries.endResets),
    ...(signOut ? [statement(backupQueries.endSessions)] : []),
  ]);
  return Number(copy.get(backupQueries.sessions)?.n);
}

/** The database stays under its name, as another name of the same file, until the restored one takes its place. */
async function moveAside({ data, now }: RestoreRequest): Promise<string> {
  const time = new Date(now()).toISOString().replaceAll(':', '-').slice(0, 19);
  const aside = await mkdtemp(join(data, `replaced-${time}-`));
  const database = join(data, layout.database);
  // A disk that knows no second names loses the old data's name for a moment.
  await link(database, join(aside, layout.database)).catch(() =>
    rename(database, join(aside, layout.database)).catch(nothingThere),
  );
  for (const name of [...derivedFiles, blobsFolder]) {
    await rename(join(data, name), join(aside, name)).catch(nothingThere);
  }
  await syncFolder(aside);
  return aside;
}

async function moveIn(ready: string, data: string): Promise<void> {
  await rename(join(ready, blobsFolder), join(data, blobsFolder)).catch(nothingThere);
  await rename(join(ready, layout.database), join(data, layout.database));
  await syncFolder(data);
}

function nothingThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
