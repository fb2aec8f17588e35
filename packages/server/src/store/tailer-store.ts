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

/** How far each tailer has come; counts move together with their checkpoint. */
export class TailerStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  async checkpoint(name: string): Promise<number> {
    const row = await this.#driver.readOne(tailerQueries.read, [name]);
    return Number(row?.seq ?? 0);
  }

  async saveCounts(name: string, seq: number, counts: Counts): Promise<void> {
    await this.#driver.write([
      ...counts.apps.map((app) => statement(appQueries.count, app.chats, app.app)),
      ...counts.chats.map((chat) =>
        statement(chatQueries.count, chat.messages, chat.position, chat.activeAt, chat.log),
      ),
      ...counts.marks.map((mark) =>
        statement(chatQueries.mark, mark.delivered, mark.read, mark.log, mark.user),
      ),
      statement(tailerQueries.save, name, seq),
    ]);
  }
}
