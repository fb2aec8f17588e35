import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where files are in memory, if the system has such a place: what a disk does, the timeline decides, and a real one only takes time. */
const ground = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A place for one database, removed with all that lies beside it. */
export function newFile(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(join(ground, 'parley-simulation-'));
  return {
    path: join(folder, 'parley.db'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
