import { setImmediate as nextTurn } from 'node:timers/promises';
import { limits } from '@parley/protocol/limits.ts';
import type { Log } from '../log/log.ts';
import { chatOf } from '../log/log-key.ts';
import type { ChatStore } from '../store/chat-store.ts';
import type { Admission } from './admission.ts';
import type { ChatRegistry } from './chat-registry.ts';
import type { ChatState } from './chat-state.ts';
import type { ChatViews } from './chat-views.ts';
import type { Connection } from './connection.ts';
import { peopleIn } from './encode-entry.ts';
import { entryFrame } from './fan-out.ts';
import type { MessageViews } from './message-views.ts';
import type { Interest } from './reach/interest.ts';
import type { Usernames } from './usernames.ts';

export interface CatchUpParts {
  readonly log: Log;
  readonly store: ChatStore;
  readonly chats: ChatRegistry;
  readonly chatViews: ChatViews;
  readonly messages: MessageViews;
  readonly usernames: Usernames;
  readonly admission: Admission;
  readonly interest: Interest;
}

/** A hole of more entries than this is answered with a window and a gap. */
export const largestReplay = 500;
const headsAtMost = 5000;
/** Chats that are looked at before others get their turn: about a millisecond's work. */
const chatsAtOnce = 25;

/**
 * Stage 4, catch-up: what a client missed, from the log, on any node.
 *
 * Guarantees: the connection receives live entries before the heads are read, so nothing falls between the two;
 * the client drops by position what it gets twice (CATCH1). A small hole is answered with its entries in order
 * (CATCH2), a large one with the newest messages, the chat as it stands and an explicit gap, in one answer of
 * bounded size (CATCH3). Chats the client did not name are answered by their head (CATCH4). However many
 * clients come back at once, a bounded number is served at a time (CATCH5).
 */
export class CatchUp {
  readonly #parts: CatchUpParts;
  /** The newest sync of each person that is under way: those of one person wait for each other (HOST6). */
  readonly #lastOf = new Map<number, Promise<void>>();

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
  }

  /** Answers a sync: frames for each hole, then `synced` with every head. */
  async sync(connection: Connection, held: ReadonlyMap<number, number>): Promise<void> {
    const { user } = connection;
    const before = this.#lastOf.get(user);
    const mine = (async () => {
      await before?.catch(() => undefined);
      const ready = this.#parts.interest.ready(user);
      if (ready !== undefined) await ready;
      await this.#answer(connection, held);
    })();
    this.#lastOf.set(user, mine);
    try {
      await mine;
    } finally {
      if (this.#lastOf.get(user) === mine) this.#lastOf.delete(user);
    }
  }

  #answer(connection: Connection, held: ReadonlyMap<number, number>): Promise<void> {
    return this.#parts.admission.run(async () => {
      connection.resume();
      connection.looking.clear();
      const heads: Record<string, number> = {};
      for await (const state of this.#chatsOf(connection.user)) {
        heads[state.number] = state.committed.position;
        const position = held.get(state.number);
        if (position === undefined) continue;
        connection.looking.add(state.log);
        // What finds no room is found again: `synced` says where every chat stands.
        if (position < state.committed.position && !connection.crowded) {
          await this.#fill(connection, state, position);
        }
      }
      connection.reply(JSON.stringify({ type: 'synced', epoch: this.#parts.log.epoch, heads }));
    });
  }

  /** Newest positions of a person's chats, so that a lost last event is found (CATCH6). */
  async heads(user: number): Promise<Record<string, number>> {
    const memberships = await this.#parts.store.memberships(user);
    const heads: Record<string, number> = {};
    for (const [index, { log }] of memberships.slice(0, headsAtMost).entries()) {
      if (index % chatsAtOnce === chatsAtOnce - 1) await nextTurn();
      heads[chatOf(log)] = (
        this.#parts.chats.known(log)?.committed ?? (await this.#parts.log.head(log))
      ).position;
    }
    return heads;
  }

  /** Some at a time: however many there are, others get their turn in between (HOST6). */
  async *#chatsOf(user: number): AsyncGenerator<ChatState> {
    const memberships = await this.#parts.store.memberships(user);
    for (let at = 0; at < memberships.length; at += chatsAtOnce) {
      if (at > 0) await nextTurn();
      const some = memberships.slice(at, at + chatsAtOnce);
      const states = await Promise.all(some.map(({ log }) => this.#parts.chats.load(log)));
      for (const state of states) if (state?.members.has(user)) yield state;
    }
  }

  async #fill(connection: Connection, state: ChatState, held: number): Promise<void> {
    if (state.committed.position - held > largestReplay) return this.#gap(connection, state, held);
    const entries = await this.#parts.log.read(state.log, held, largestReplay);
    await this.#parts.usernames.load(entries.flatMap(peopleIn));
    for (const entry of entries) {
      if (connection.crowded) return;
      connection.reply(entryFrame(entry, this.#parts.usernames));
    }
  }

  async #gap(connection: Connection, state: ChatState, held: number): Promise<void> {
    const view = await this.#parts.chatViews.of(state, connection.user);
    // Whoever is no member any more is told so by another frame.
    if (view === undefined) return;
    const messages = await this.#parts.messages.below(
      state.log,
      view.messages_count + 1,
      limits.messagePageSize,
    );
    const gap = { type: 'gap', chat: state.number, from: held + 1, to: view.position, view, messages };
    connection.reply(JSON.stringify(gap));
  }
}
