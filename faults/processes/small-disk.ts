import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const smallestWrite = 512;

/** A disk of its own, so small that it can be filled: a file system in memory, which the system mounts for root only. */
export class SmallDisk implements Disposable {
  readonly folder: string;
  readonly #ballast: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.#ballast = join(folder, 'ballast');
  }

  /** Throws what the system says when it does not allow it. */
  static mount(megabytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'parley-small-disk-'));
    const { status, stderr, error } = spawnSync('mount', [
      ...['-t', 'tmpfs', '-o', `size=${megabytes}m`],
      ...['parley-small-disk', folder],
    ]);
    if (status === 0) return new SmallDisk(folder);
    rmdirSync(folder);
    throw new Error(error?.message ?? String(stderr).trim());
  }

  /** Leaves no byte free; what is there can still be written over. */
  fill(): void {
    const file = openSync(this.#ballast, 'a');
    try {
      for (let bytes = 1024 * 1024; bytes >= smallestWrite; ) {
        if (!writeZeros(file, bytes)) bytes /= 2;
      }
    } finally {
      closeSync(file);
    }
  }

  /** Takes away what `fill` has put there. */
  empty(): void {
    rmSync(this.#ballast, { force: true });
  }

  [Symbol.dispose](): void {
    spawnSync('umount', ['--lazy', this.folder]);
    rmdirSync(this.folder);
  }
}

/** Why no small disk can be had here, if so. */
export function smallDiskMissing(): string | undefined {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only';
  try {
    SmallDisk.mount(1)[Symbol.dispose]();
    return undefined;
  } catch (error) {
    return `a small disk cannot be mounted (run as root): ${error instanceof Error ? error.message : error}`;
  }
}

function writeZeros(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
