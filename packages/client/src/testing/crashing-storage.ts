import type { KeyValueStorage } from '../storage/key-value-storage.ts';

/** A storage whose program may die: from then on nothing is written any more, and what was is still there. */
export class CrashingStorage implements KeyValueStorage {
  readonly #disk: KeyValueStorage;
  #dead = false;

  constructor(disk: KeyValueStorage) {
    this.#disk = disk;
  }

  crash(): void {
    this.#dead = true;
  }

  get(key: string): Promise<unknown> {
    return this.#disk.get(key);
  }

  list(prefix: string): Promise<readonly (readonly [string, unknown])[]> {
    return this.#disk.list(prefix);
  }

  async set(key: string, value: unknown): Promise<void> {
    if (!this.#dead) await this.#disk.set(key, value);
  }

  async delete(key: string): Promise<void> {
    if (!this.#dead) await this.#disk.delete(key);
  }

  async clear(): Promise<void> {
    if (!this.#dead) await this.#disk.clear();
  }
}
