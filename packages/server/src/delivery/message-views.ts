import type { Message, Reaction } from '@parley/protocol/message.ts';
import type { Log, PlacedEntry } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import type { MessageState, MessageStore, ReactionRecord } from '../store/message-store.ts';
import { encodeExtras, peopleIn, senderOf, timeOf } from './encode-entry.ts';
import type { Usernames } from './usernames.ts';

/** So many entries after a message are looked through rather than asking the store what was made of it. */
const mostLater = 200;

/** Messages as they stand now: their entry, and what later entries made of it. */
export class MessageViews {
  readonly #log: Log;
  readonly #store: MessageStore;
  readonly #usernames: Usernames;

  constructor(log: Log, store: MessageStore, usernames: Usernames) {
    this.#log = log;
    this.#store = store;
    this.#usernames = usernames;
  }

  /** Messages below a number, newest first. */
  async below(log: LogKey, number: number, limit: number): Promise<Message[]> {
    return this.of(log, await this.#log.readNumbersBelow(log, number, limit));
  }

  /** Messages above a number, oldest first. */
  async above(log: LogKey, number: number, limit: number): Promise<Message[]> {
    return this.of(log, await this.#log.readNumbersAbove(log, number, limit));
  }

  /** The entry that created a message. */
  async entry(log: LogKey, number: number): Promise<PlacedEntry | undefined> {
    const [entry] = await this.#log.readNumbersBelow(log, number + 1, 1);
    return entry?.number === number ? entry : undefined;
  }

  async one(log: LogKey, number: number): Promise<Message | undefined> {
    const entry = await this.entry(log, number);
    return entry && (await this.of(log, [entry]))[0];
  }

  /** Views of these message entries of one chat, in their order. */
  async of(log: LogKey, entries: readonly PlacedEntry[]): Promise<Message[]> {
    if (entries.length === 0) return [];
    const numbers = entries.map((entry) => entry.number);
    const from = Math.min(...numbers);
    const to = Math.max(...numbers);
    const { states, reactions } = await this.#store.annotations(log, from, to);
    await this.#usernames.load([...entries.flatMap(peopleIn), ...reactions.map((each) => each.user)]);
    const byMessage = Map.groupBy(reactions, (each) => each.number);
    return entries.map((entry) =>
      this.#view(entry, states.get(entry.number), byMessage.get(entry.number) ?? []),
    );
  }

  /** A message as it was posted: nothing has been made of it yet. Costs no SQL where its people are known. */
  async posted(entry: PlacedEntry): Promise<Message> {
    await this.#usernames.load(peopleIn(entry));
    return this.#view(entry, undefined, []);
  }

  /** A message that is posted again, as it stands now. Usually nothing was made of it, which the log alone tells (MSG1). */
  async postedBefore(entry: PlacedEntry): Promise<Message | undefined> {
    const later = await this.#log.read(entry.log, entry.position, mostLater);
    const isAsPosted = later.length < mostLater && later.every(({ about }) => about !== entry.number);
    return isAsPosted ? this.posted(entry) : (await this.of(entry.log, [entry]))[0];
  }

  #view(entry: PlacedEntry, state: MessageState | undefined, reactions: readonly ReactionRecord[]): Message {
    const view = {
      number: entry.number,
      position: entry.position,
      revision: state?.revision ?? entry.position,
      sender: senderOf(entry, this.#usernames),
      content: state?.deletedAt ? null : (state?.content ?? entry.content ?? null),
      at: timeOf(entry.at),
      ...(entry.clientId !== undefined && { client_id: entry.clientId }),
      ...encodeExtras(entry.data, this.#usernames),
      ...(state?.editedAt && !state.deletedAt && { edited_at: timeOf(state.editedAt) }),
      ...(state?.deletedAt && { deleted_at: timeOf(state.deletedAt) }),
      ...(state?.pinnedAt && { pinned: true }),
      ...(reactions.length > 0 && { reactions: this.#gather(reactions) }),
    };
    return view as Message;
  }

  #gather(reactions: readonly ReactionRecord[]): Reaction[] {
    const byEmoji = Map.groupBy(reactions, (each) => each.emoji);
    return [...byEmoji].map(([emoji, records]) => ({
      emoji,
      usernames: records.flatMap((record) => this.#usernames.of(record.user).username ?? []),
    }));
  }
}
