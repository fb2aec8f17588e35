import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Blob, type BlobKey, type Blobs, isContentType } from './blobs.ts';

export interface DiskBlobsSettings {
  readonly folder: string;
  readonly maxBytes: number;
}

/** An interrupted write older than this is nobody's any more: no write takes an hour. */
const abandonedMs = 3_600_000;

/** Blobs as files: media type, line end, bytes. */
export async function openDiskBlobs({ folder, maxBytes }: DiskBlobsSettings): Promise<Blobs> {
  const drafts = join(folder, 'drafts');
  await mkdir(drafts, { recursive: true });
  await removeAbandoned(drafts);
  return {
    put: async (key, blob) => {
      if (!isContentType(blob.contentType)) throw new TypeError('not a media type');
      if (blob.bytes.length > maxBytes) return { stored: false, limitBytes: maxBytes };
      try {
        await writeWhole(drafts, pathOf(folder, key), blob);
        return { stored: true };
      } catch (error) {
        if (hasCode(error, 'ENOSPC')) return { stored: false, full: true };
        throw error;
      }
    },
    get: async (key) => parse(await readFile(pathOf(folder, key)).catch(nothingThere)),
    delete: (key) => rm(pathOf(folder, key), { force: true }),
  };
}

function pathOf(folder: string, key: BlobKey): string {
  // Keys often begin alike: their hash spreads them over 256 folders.
  return join(folder, createHash('sha256').update(key).digest('hex').slice(0, 2), key);
}

/** A draft made durable, then renamed: a reader or a crash finds the old blob or the new one (BLOB2). */
async function writeWhole(drafts: string, path: string, blob: Blob): Promise<void> {
  const draft = join(drafts, randomUUID());
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writev([Buffer.from(`${blob.contentType}\n`), blob.bytes]);
      await file.datasync();
    } finally {
      await file.close();
    }
    const made = await mkdir(dirname(path), { recursive: true });
    await rename(draft, path);
    await syncFolder(dirname(path));
    if (made !== undefined) await syncFolder(dirname(dirname(path)));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A rename is durable once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function parse(file: Buffer | undefined): Blob | undefined {
  if (file === undefined) return undefined;
  const end = file.indexOf('\n');
  return { contentType: file.toString('latin1', 0, end), bytes: new Uint8Array(file.subarray(end + 1)) };
}

function nothingThere(error: unknown): undefined {
  if (hasCode(error, 'ENOENT')) return undefined;
  throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function removeAbandoned(drafts: string): Promise<void> {
  for (const name of await readdir(drafts)) {
    const path = join(drafts, name);
    const details = await stat(path).catch(nothingThere);
    if (details !== undefined && Date.now() - details.mtimeMs > abandonedMs) await rm(path, { force: true });
  }
}
