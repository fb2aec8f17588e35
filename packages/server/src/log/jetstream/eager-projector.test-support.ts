import type { Seeded } from '@parley/testkit/seeded.ts';
import type { Statement } from '../../sql/statement.ts';
import { insertStatements } from '../../store/entry-archive.ts';
import type { SqlDriver } from '../../store/sql-driver.ts';
import type { StoredEntry, Tail } from '../log.ts';
import type { JetstreamLog } from './jetstream-log.ts';

type StatementsOf = (entries: readonly StoredEntry[]) => readonly Statement[];

/** Brings entries into an archive at random moments and trims behind itself, so that readers meet every state of both. */
export class EagerProjector implements AsyncDisposable {
  readonly #log: JetstreamLog;
  readonly #driver: SqlDriver;
  readonly #chance: Seeded;
  readonly #tails: { readonly tail: Tail; done: number }[];
  readonly #running: Promise<void>[];
  #closed = false;
  #wake: () => void = () => {};

  readonly #statementsOf: StatementsOf;

  /** `statementsOf`: what is to be stored of entries; absent: they alone. */
  constructor(
    log: JetstreamLog,
    driver: SqlDriver,
    chance: Seeded,
    statementsOf: StatementsOf = insertStatements,
  ) {
    this.#statementsOf = statementsOf;
    this.#log = log;
    this.#driver = driver;
    this.#chance = chance;
    this.#tails = Array.from({ length: log.tails }, (_, index) => ({ tail: log.openTail(index), done: 0 }));
    for (const { tail } of this.#tails) tail.onAppended(() => this.#wake());
    this.#running = [this.#run()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#wake();
    await Promise.all(this.#running);
    for (const { tail } of this.#tails) await tail[Symbol.asyncDispose]();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      const news = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      let worked = false;
      for (const index of this.#tails.keys()) worked = (await this.#step(index)) || worked;
      if (!worked && !this.#closed) await news;
    }
  }

  async #step(index: number): Promise<boolean> {
    const own = this.#tails[index];
    if (own === undefined || this.#chance.oneIn(3)) return true;
    const entries = await own.tail.read(own.done, 1 + this.#chance.below(40));
    if (entries.length === 0) return false;
    const written = await this.#driver.write(this.#statementsOf(entries));
    if (written.kind !== 'done') throw new Error(`not stored: ${written.kind}`);
    own.done = entries.at(-1)?.seq ?? own.done;
    if (this.#chance.oneIn(2)) await this.#log.trim(index, own.done);
    return true;
  }
}
