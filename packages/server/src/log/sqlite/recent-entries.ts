import type { StoredEntry } from '../log.ts';

const kept = 16_384;

/** The newest entries in memory, so that tailers that keep up never read them back from the disk. */
export class RecentEntries {
  #entries: StoredEntry[] = [];

  /** Notes entries that became durable; a jump in their sequence means that another process wrote in between. */
  add(entries: readonly StoredEntry[]): void {
    const last = this.#entries.at(-1);
    const first = entries[0];
    if (last !== undefined && first?.seq !== last.seq + 1) this.#entries = [];
    this.#entries.push(...entries);
    if (this.#entries.length > 2 * kept) this.#entries = this.#entries.slice(-kept);
  }

  /** Entries after a sequence, or undefined when they do not all lie here. */
  after(seq: number, limit: number): StoredEntry[] | undefined {
    const first = this.#entries[0];
    if (first === undefined || seq < first.seq - 1) return undefined;
    const from = seq - first.seq + 1;
    return from >= this.#entries.length ? undefined : this.#entries.slice(from, from + limit);
  }
}
