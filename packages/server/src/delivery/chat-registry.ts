import type { ChatKind } from '@parley/protocol/chat.ts';
import { LRUCache } from 'lru-cache';
import { entryKind } from '../log/entry-kind.ts';
import type { Head, Log } from '../log/log.ts';
import { appLog, appOf, chatLog, chatOf, type LogKey } from '../log/log-key.ts';
import type { ChatStore, MemberRecord } from '../store/chat-store.ts';
import { atMostEntries } from './cache-bound.ts';
import { type ChatState, type LogState, raiseMarks, settleSent } from './chat-state.ts';
import type { Usernames } from './usernames.ts';

const cachedChats = 50_000;
const cachedApps = 10_000;
const entriesAtOnce = 500;

/** Whether one of two people has blocked the other. */
export type BlockSource = (one: number, other: number) => Promise<boolean>;

/**
 * The chats this node has looked at lately. A cache of the log, never the truth: an append that was decided on
 * an old state is refused by the log and decided anew on a fresh one.
 */
export class ChatRegistry {
  readonly #log: Log;
  readonly #store: ChatStore;
  readonly #usernames: Usernames;
  readonly #blocks: BlockSource;
  readonly #chats = new LRUCache<LogKey, ChatState>(atMostEntries(cachedChats));
  readonly #apps = new LRUCache<LogKey, LogState>(atMostEntries(cachedApps));
  readonly #loading = new Map<LogKey, Promise<ChatState | undefined>>();
  readonly #loadingApps = new Map<LogKey, Promise<LogState>>();
  readonly #listeners: ((state: ChatState) => void)[] = [];

  constructor(log: Log, store: ChatStore, usernames: Usernames, blocks: BlockSource) {
    this.#log = log;
    this.#store = store;
    this.#usernames = usernames;
    this.#blocks = blocks;
  }

  /** A chat that is in memory. */
  known(log: LogKey): ChatState | undefined {
    return this.#chats.get(log);
  }

  /** A chat by its number; undefined where there is none. Deleted chats are answered, with `deletedAt`. */
  find(app: number, number: number): Promise<ChatState | undefined> {
    return this.load(chatLog(app, number));
  }

  /** A chat by its log. */
  async load(log: LogKey): Promise<ChatState | undefined> {
    const known = this.#chats.get(log);
    if (known !== undefined) return known;
    return once(this.#loading, log, async () => {
      const state = await this.#read(log);
      if (state === undefined) return undefined;
      for (const listener of this.#listeners) listener(state);
      this.#chats.set(log, state);
      return state;
    });
  }

  /** Calls the listener with each state that was read, before anybody else has it. */
  onRead(listener: (state: ChatState) => void): void {
    this.#listeners.push(listener);
  }

  /** An app's own log. */
  async loadApp(app: number): Promise<LogState> {
    const log = appLog(app);
    const known = this.#apps.get(log);
    if (known !== undefined) return known;
    return once(this.#loadingApps, log, async () => {
      const head = await this.#log.head(log);
      const state: LogState = { log, head, committed: head };
      this.#apps.set(log, state);
      return state;
    });
  }

  /** Whether this is the state that appends are decided on, and not one that was dropped meanwhile. */
  holds(state: LogState): boolean {
    return this.#chats.peek(state.log) === state || this.#apps.peek(state.log) === state;
  }

  /** Entries up to this head became durable. A state that was read before them is of no more use. */
  commit(log: LogKey, { position, number }: Head): void {
    const chat = this.#chats.get(log);
    const state = chat ?? this.#apps.get(log);
    if (state === undefined) return;
    if (state.head.position < position) return this.drop(log);
    if (state.committed.position < position) state.committed = { position, number };
    if (chat !== undefined) settleSent(chat, chat.committed);
  }

  /** Forgets a state that proved wrong. */
  drop(log: LogKey): void {
    if (chatOf(log) === 0) this.#apps.delete(log);
    else this.#chats.delete(log);
  }

  /** Somebody blocked somebody, or took it back: their private chat must know at once. */
  setBlocked(one: number, other: number, blocked: boolean): void {
    for (const state of this.#chats.values()) {
      const theirs = state.kind === 'private' && state.members.has(one) && state.members.has(other);
      if (theirs) state.blocked = blocked;
    }
  }

  /** A profile changed or an account is gone: names are read again where they are shown. */
  forgetPerson(user: number): void {
    this.#usernames.forget(user);
    for (const [log, state] of this.#chats.entries()) if (state.members.has(user)) this.#chats.delete(log);
  }

  async #read(log: LogKey): Promise<ChatState | undefined> {
    // The head is read first: members read after it are at least as new, and appends decided on them are checked.
    const head = await this.#log.head(log);
    const record = await this.#store.byLog(log);
    if (record === undefined) return undefined;
    const members = await this.#store.members(log);
    const invitations = await this.#store.invitations(log);
    await this.#usernames.load(members.map((member) => member.user));
    const state: ChatState = {
      log,
      head,
      committed: head,
      app: appOf(log),
      number: chatOf(log),
      kind: record.kind,
      createdAt: record.createdAt,
      name: record.name,
      picture: record.picture,
      deletedAt: record.deletedAt,
      blocked: await this.#isBlocked(record.kind, members),
      members: new Map(members.map((member) => [member.user, { ...member }])),
      underWay: [],
      invited: new Map(
        invitations.map((each) => [
          each.user,
          { username: each.username, invitedBy: each.invitedBy, at: each.createdAt },
        ]),
      ),
    };
    await this.#raiseSenders(state, record.position);
    return state;
  }

  /** The marks of those who sent what the count has not reached yet: own messages are never unread (MARK2). */
  async #raiseSenders(state: ChatState, counted: number): Promise<void> {
    for (let after = counted; after < state.head.position; ) {
      const entries = await this.#log.read(state.log, after, entriesAtOnce);
      for (const { kind, author, number } of entries) {
        const sender = author === undefined ? undefined : state.members.get(author);
        if (sender !== undefined && kind === entryKind.message) raiseMarks(sender, number, number);
      }
      after = entries.at(-1)?.position ?? state.head.position;
    }
  }

  async #isBlocked(kind: ChatKind, members: readonly MemberRecord[]): Promise<boolean> {
    const [one, other] = members;
    if (kind !== 'private' || one === undefined || other === undefined) return false;
    return this.#blocks(one.user, other.user);
  }
}

/** Runs one load at a time for a key; those who come meanwhile share it. */
function once<Key, Value>(
  running: Map<Key, Promise<Value>>,
  key: Key,
  load: () => Promise<Value>,
): Promise<Value> {
  const known = running.get(key);
  if (known !== undefined) return known;
  const loading = load().finally(() => running.delete(key));
  running.set(key, loading);
  return loading;
}
