import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyValueStorage } from './key-value-storage.ts';

/** One file a key in a directory of its own; Node only. The directory holds the session's token: keep it private. */
export function fileStorage(directory: string): KeyValueStorage {
  return new FileStorage(directory);
}

class FileStorage implements KeyValueStorage {
  readonly #directory: string;
  readonly #ready: Promise<unknown>;
  #writes = 0;

  constructor(directory: string) {
    this.#directory = directory;
    this.#ready = mkdir(directory, { recursive: true, mode: 0o700 });
  }

  async get(key: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(this.#path(nameOf(key)), 'utf8'));
    } catch (cause) {
      if (isMissing(cause)) return undefined;
      throw cause;
    }
  }

  async set(key: string, value: unknown): Promise<void> {
    await this.#ready;
    const temporary = this.#path(`${nameOf(key)}.${process.pid}.${++this.#writes}.tmp`);
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(value));
      await file.sync();
    } finally {
      await file.close();
    }
    // A rename replaces the old value whole, or not at all.
    await rename(temporary, this.#path(nameOf(key)));
  }

  async delete(key: string): Promise<void> {
    await rm(this.#path(nameOf(key)), { force: true });
  }

  async list(prefix: string): Promise<readonly (readonly [string, unknown])[]> {
    await this.#ready;
    const names = (await readdir(this.#directory)).filter((name) => name.endsWith('.json'));
    const keys = names.map(keyOf).filter((key) => key.startsWith(prefix));
    return Promise.all(keys.sort().map(async (key) => [key, await this.get(key)] as const));
  }

  async clear(): Promise<void> {
    await this.#ready;
    for (const name of await readdir(this.#directory)) await rm(this.#path(name), { force: true });
  }

  #path(name: string): string {
    return join(this.#directory, name);
  }
}

const nameOf = (key: string) => `${encodeURIComponent(key)}.json`;
const keyOf = (name: string) => decodeURIComponent(name.slice(0, -'.json'.length));

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
