import { mkdtemp, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { copyDatabase } from '../sqlite/copy-database.ts';
import { DatabaseCopy } from '../sqlite/database-copy.ts';
import { type AboutBackup, backupFormat } from './about-backup.ts';
import { layout } from './backup-layout.ts';
import { checkCopy, countCopy } from './check-copy.ts';
import { blobNames, gatherBlobs } from './gather-blobs.ts';
import { pack } from './pack.ts';
import { readBackup } from './read-backup.ts';

export type BackupStage = 'copying' | 'checking' | 'packing' | 'reading back' | 'unpacking';

/** Hears how far a stage is, in units of its own; what it throws stops the work, which then leaves nothing behind. */
export type BackupWatch = (stage: BackupStage, done: number, total: number) => void;

export interface BackupRequest {
  /** The data folder, beside a running server or without one. */
  readonly data: string;
  /** What is written: it must not exist. */
  readonly file: string;
  /** The release that writes it. */
  readonly release: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly watch: BackupWatch;
}

export interface WrittenBackup {
  readonly about: AboutBackup;
  readonly bytes: number;
}

/**
 * Writes what a data folder holds at one moment into one file (BACKUP1).
 *
 * Guarantees: the file appears under its name when it is complete, durable and has been read back (BACKUP3); the
 * server goes on answering and writing, and nothing in its folder is touched (BACKUP2). The copy is in a folder beside the
 * file while it is made, and takes the room of the data there. Throws what went wrong; nothing is left then.
 */
export async function writeBackup(request: BackupRequest): Promise<WrittenBackup> {
  await requireFree(request.file);
  await requireData(request.data);
  const folder = await mkdtemp(`${request.file}.partial-`);
  try {
    const about = await copyData(request, folder);
    const archive = join(folder, 'archive');
    await packCopy(request, folder, about);
    const { size } = await stat(archive);
    await readBackup({ file: archive, onBytes: (done) => request.watch('reading back', done, size) });
    await rename(archive, request.file);
    await syncFolder(dirname(request.file));
    return { about, bytes: size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A rename is durable once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

async function requireFree(file: string): Promise<void> {
  const taken = await stat(file).catch(() => undefined);
  if (taken !== undefined) throw new Error(`${file} exists already; give another name`);
}

async function requireData(data: string): Promise<void> {
  const database = await stat(join(data, layout.database)).catch(() => undefined);
  if (database === undefined) throw new Error(`${data} has no data; set PARLEY_DATA to the server's folder`);
}

/**
 * Pictures first, then the database, then the pictures that came meanwhile: so those that the database names
 * are there, also where somebody changes theirs at that moment.
 */
async function copyData({ data, release, now, watch }: BackupRequest, folder: string): Promise<AboutBackup> {
  const database = join(folder, layout.database);
  await gatherBlobs(data, folder);
  const takenAt = new Date(now()).toISOString();
  await copyDatabase(join(data, layout.database), database, (done, total) => watch('copying', done, total));
  await gatherBlobs(data, folder);
  const pictures = (await blobNames(folder)).length;
  watch('checking', 0, 1);
  using copy = new DatabaseCopy(database);
  checkCopy(copy);
  const counts = { ...countCopy(copy), pictures };
  return { format: backupFormat, parley: release, schema: copy.schema, taken_at: takenAt, counts };
}

async function packCopy({ watch }: BackupRequest, folder: string, about: AboutBackup): Promise<void> {
  await writeFile(join(folder, layout.about), `${JSON.stringify(about, null, 2)}\n`);
  const { size } = await stat(join(folder, layout.database));
  const onBytes = (done: number) => watch('packing', done, size);
  const names = [layout.about, layout.database, ...(await blobNames(folder))];
  await pack({ folder, names, at: new Date(about.taken_at), onBytes }, join(folder, 'archive'));
}
