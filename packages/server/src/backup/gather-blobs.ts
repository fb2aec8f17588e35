import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { blobsFolder, isBackupName } from './backup-layout.ts';

/**
 * Takes the pictures that are not gathered yet. They are never changed in place: a second name for a file is a copy
 * of it, where both folders are on one disk. One that is deleted meanwhile is left out.
 */
export async function gatherBlobs(data: string, copy: string): Promise<void> {
  for (const name of await blobNames(data)) {
    const target = join(copy, name);
    await mkdir(join(target, '..'), { recursive: true });
    await takeFile(join(data, name), target);
  }
}

/** The pictures in a data folder or a copy of one, as a backup names them. */
export async function blobNames(folder: string): Promise<string[]> {
  const files = await readdir(join(folder, blobsFolder), { recursive: true }).catch(() => []);
  return files
    .map((file) => `${blobsFolder}/${file.replaceAll('\\', '/')}`)
    .filter(isBackupName)
    .sort();
}

async function takeFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || code === 'ENOENT') return;
    await copyFile(from, to);
  }
}
