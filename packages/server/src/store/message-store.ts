import type { LogKey } from '../log/log-key.ts';
import { type SqlRow, statement } from '../sql/statement.ts';
import { chatQueries } from './queries/chat-queries.ts';
import { messageQueries } from './queries/message-queries.ts';
import { alwaysCurrent, type ReadModel } from './read-model.ts';
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

/** What stands beside messages, all of one moment. */
export interface Annotations {
  readonly states: ReadonlyMap<number, MessageState>;
  readonly reactions: readonly ReactionRecord[];
  /** Of the chat's log at that moment. */
  readonly position: number;
}

/** Edits, tombstones, pins and reactions; messages without any of these have no row here. */
export class MessageStore {
  readonly #driver: SqlDriver;
  readonly #model: ReadModel;

  constructor(driver: SqlDriver, model: ReadModel = alwaysCurrent) {
    this.#driver = driver;
    this.#model = model;
  }

  /** States of messages in [from, to] that have one. */
  async states(log: LogKey, from: number, to: number): Promise<ReadonlyMap<number, MessageState>> {
    await this.#model.shows(log);
    return byNumber(await this.#driver.read(messageQueries.states, [log, from, to]));
  }

  async reactions(log: LogKey, from: number, to: number): Promise<ReactionRecord[]> {
    await this.#model.shows(log);
    return (await this.#driver.read(messageQueries.reactions, [log, from, to])).map(reactionOf);
  }

  /** States and reactions, so that every reaction is one that its message's revision counts (STORE6). */
  async annotations(log: LogKey, from: number, to: number): Promise<Annotations> {
    await this.#model.shows(log);
    const [head = [], states = [], reactions = []] = await this.#driver.readTogether([
      statement(chatQueries.head, log),
      statement(messageQueries.states, log, from, to),
      statement(messageQueries.reactions, log, from, to),
    ]);
    const position = Number(head[0]?.position ?? 0);
    return { states: byNumber(states), reactions: reactions.map(reactionOf), position };
  }

  /** Numbers of pinned messages below a number, newest first. */
  async pins(log: LogKey, below: number, limit: number): Promise<number[]> {
    await this.#model.shows(log);
    const rows = await this.#driver.read(messageQueries.pins, [log, below, limit]);
    return rows.map((row) => row.number as number);
  }

  /**
   * How many messages in (above, to] were tombstones at a position, which may be past: they are never unread
   * (MARK3). A tombstone changes no more, so its revision is the position of the deletion.
   */
  async deletedAt(
    log: LogKey,
    { above, to, position }: { above: number; to: number; position: number },
  ): Promise<number> {
    const row = await this.#driver.readOne(messageQueries.deletedAt, [log, above, to, position]);
    return Number(row?.count);
  }
}

function byNumber(rows: readonly SqlRow[]): ReadonlyMap<number, MessageState> {
  return new Map(rows.map((row) => [row.number as number, stateOf(row)]));
}

function stateOf(row: SqlRow): MessageState {
  return {
    number: row.number as number,
    revision: row.revision as number,
    content: row.content as string | null,
    editedAt: row.edited_at as number | null,
    deletedAt: row.deleted_at as number | null,
    pinnedAt: row.pinned_at as number | null,
  };
}

function reactionOf(row: SqlRow): ReactionRecord {
  return { number: row.number as number, emoji: row.emoji as string, user: row.user as number };
}
