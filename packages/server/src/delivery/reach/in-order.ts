import { LRUCache } from 'lru-cache';
import type { Log, PlacedEntry } from '../../log/log.ts';
import type { LogKey } from '../../log/log-key.ts';
import { atMostEntries } from '../cache-bound.ts';

export interface InOrderParts {
  readonly log: Pick<Log, 'read'>;
  /** Told of entries of one log; a promise tells when it is done with them. */
  readonly tell: (entries: readonly PlacedEntry[]) => Promise<void> | undefined;
}

const rememberedLogs = 50_000;
/** A hole of more entries is for the clients to find: each asks for what it lacks. */
const largestHole = 500;

/**
 * Entries that this node appended and entries that it hears of come by two ways. Whoever listens gets those of a log
 * in their order and each once; what was lost on the way is read from the log (FAN5).
 */
export class InOrder {
  readonly #parts: InOrderParts;
  /** Position of the newest entry that was told, by log. */
  readonly #told = new LRUCache<LogKey, number>(atMostEntries(rememberedLogs));
  /** What must be told first, where a hole is being read. */
  readonly #underWay = new Map<LogKey, Promise<void>>();

  constructor(parts: InOrderParts) {
    this.#parts = parts;
  }

  /** Entries of one log, in order, behind those that were told, among them, or further on. */
  tell(entries: readonly PlacedEntry[]): Promise<void> | undefined {
    const log = entries[0]?.log;
    if (log === undefined) return undefined;
    const before = this.#underWay.get(log);
    if (before !== undefined) return this.#next(log, () => before.then(() => this.#tellOrFill(log, entries)));
    const told = this.#told.get(log);
    if (told === undefined || entries[0]?.position === told + 1) return this.#pass(log, entries);
    return this.#next(log, () => this.#tellOrFill(log, entries));
  }

  /** Nobody here wants to hear of it any more. */
  forget(log: LogKey): void {
    this.#told.delete(log);
  }

  async #tellOrFill(log: LogKey, entries: readonly PlacedEntry[]): Promise<void> {
    const told = this.#told.get(log) ?? 0;
    const news = entries.filter(({ position }) => position > told);
    const first = news[0]?.position;
    if (first === undefined) return;
    const missing = first - told - 1;
    const between = missing > 0 && missing <= largestHole ? await this.#read(log, told, missing) : [];
    if (between.length > 0) await this.#pass(log, between);
    await this.#pass(log, news);
  }

  /** What cannot be read is lost as any live event may be: clients find the hole by arithmetic. */
  #read(log: LogKey, after: number, limit: number): Promise<readonly PlacedEntry[]> {
    return this.#parts.log.read(log, after, limit).catch(() => []);
  }

  #pass(log: LogKey, entries: readonly PlacedEntry[]): Promise<void> | undefined {
    const last = entries.at(-1);
    if (last !== undefined) this.#told.set(log, last.position);
    return this.#parts.tell(entries);
  }

  #next(log: LogKey, run: () => Promise<void>): Promise<void> {
    const running = run().finally(() => {
      if (this.#underWay.get(log) === running) this.#underWay.delete(log);
    });
    this.#underWay.set(log, running);
    return running;
  }
}
