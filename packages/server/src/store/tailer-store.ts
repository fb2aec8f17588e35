import type { LogKey } from '../log/log-key.ts';
import { statement } from '../sql/statement.ts';
import type { MarkRecord } from './chat-store.ts';
import { appQueries } from './queries/app-queries.ts';
import { chatQueries } from './queries/chat-queries.ts';
import { tailerQueries } from './queries/tailer-queries.ts';
import type { SqlDriver } from './sql-driver.ts';

export interface ChatCount {
  readonly log: LogKey;
  readonly messages: number;
  readonly position: number;
  readonly activeAt: number;
}

export interface AppCount {
  readonly app: number;
  readonly chats: number;
}

/** Counts derived from a stretch of the log. Each is "at least": applying it twice is harmless. */
export interface Counts {
  readonly chats: readonly ChatCount[];
  readonly apps: readonly AppCount[];
  /** A sender has read up to what they sent (MARK2). */
  readonly marks: readonly MarkRecord[];
}

/** Whoever sends waits for so many statements at most: many at once would be felt. */
const statementsAtOnce = 25;

/** How far each tailer has come. */
export class TailerStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  async checkpoint(name: string): Promise<number> {
    const row = await this.#driver.readOne(tailerQueries.read, [name]);
    return Number(row?.seq ?? 0);
  }

  /** The checkpoint moves last: what was saved without it is saved again, which changes nothing (COUNT1). */
  async saveCounts(name: string, seq: number, { apps, chats, marks }: Counts): Promise<void> {
    const statements = [
      ...apps.map(({ app, chats }) => statement(appQueries.count, chats, app)),
      ...chats.map(({ log, messages, position, activeAt }) =>
        statement(chatQueries.count, messages, position, activeAt, log),
      ),
      ...marks.map(({ log, user, delivered, read }) =>
        statement(chatQueries.mark, delivered, read, log, user),
      ),
    ];
    for (let from = 0; from < statements.length; from += statementsAtOnce) {
      await this.#driver.write(statements.slice(from, from + statementsAtOnce));
    }
    await this.#driver.write([statement(tailerQueries.save, name, seq)]);
  }
}
