import type { LogKey } from '../log/log-key.ts';
import { messageQueries } from './queries/message-queries.ts';
import type { SqlDriver } from './sql-driver.ts';

/** What entries made of a message after it was sent. */
export interface MessageState {
  readonly number: number;
  readonly revision: number;
  /** The text after the last edit; null where it was never edited. */
  readonly content: string | null;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  readonly pinnedAt: number | null;
}

export interface ReactionRecord {
  readonly number: number;
  readonly emoji: string;
  readonly user: number;
}

/** Edits, tombstones, pins and reactions; messages without any of these have no row here. */
export class MessageStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  /** States of messages in [from, to] that have one. */
  async states(log: LogKey, from: number, to: number): Promise<Map<number, MessageState>> {
    const rows = await this.#driver.read(messageQueries.states, [log, from, to]);
    return new Map(
      rows.map((row) => [
        row.number as number,
        {
          number: row.number as number,
          revision: row.revision as number,
          content: row.content as string | null,
          editedAt: row.edited_at as number | null,
          deletedAt: row.deleted_at as number | null,
          pinnedAt: row.pinned_at as number | null,
        },
      ]),
    );
  }

  async reactions(log: LogKey, from: number, to: number): Promise<ReactionRecord[]> {
    const rows = await this.#driver.read(messageQueries.reactions, [log, from, to]);
    return rows.map((row) => ({
      number: row.number as number,
      emoji: row.emoji as string,
      user: row.user as number,
    }));
  }

  /** Numbers of pinned messages below a number, newest first. */
  async pins(log: LogKey, below: number, limit: number): Promise<number[]> {
    const rows = await this.#driver.read(messageQueries.pins, [log, below, limit]);
    return rows.map((row) => row.number as number);
  }

  /** How many messages above a number are tombstones: they are never unread (MARK3). */
  async deletedAbove(log: LogKey, number: number): Promise<number> {
    const row = await this.#driver.readOne(messageQueries.deletedAbove, [log, number]);
    return Number(row?.count);
  }
}
