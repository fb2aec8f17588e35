import { LRUCache } from 'lru-cache';
import type { Head, StoredEntry } from '../log/log.ts';
import { appLog, chatLog, type LogKey } from '../log/log-key.ts';
import type { Clock } from '../telemetry/clock.ts';
import { atMostEntries } from './cache-bound.ts';
import { type ChatState, foldEntry, type LogState, settleSent } from './chat-state.ts';
import { peopleIn } from './encode-entry.ts';
import type { Followed } from './reach/followed.ts';
import { ChatReader, type ChatReaderParts } from './read-chat.ts';

const cachedChats = 50_000;
const cachedApps = 10_000;
/** States that proved wrong wait here for whoever looks at their chat next. */
const keptBases = 2_000;

export interface ChatRegistryParts extends ChatReaderParts {
  readonly followed: Followed;
  readonly clock: Clock;
  /** Below 1. */
  readonly random: () => number;
}

/** After so many conflicts in a row those who want the same log take turns by chance, the longer the more there were. */
const patientConflicts = 2;
const longestPauseMs = 50;
const rememberedConflicts = 10_000;

/**
 * The chats this node has looked at lately. A cache of the log, never the truth: an append that was decided on
 * an old state is refused by the log and decided anew on a fresh one.
 */
export class ChatRegistry {
  readonly #parts: ChatRegistryParts;
  readonly #reader: ChatReader;
  readonly #chats = new LRUCache<LogKey, ChatState>(atMostEntries(cachedChats));
  readonly #apps = new LRUCache<LogKey, LogState>(atMostEntries(cachedApps));
  /** Of states that proved wrong, those that are right up to their durable head. */
  readonly #bases = new LRUCache<LogKey, ChatState>(atMostEntries(keptBases));
  readonly #loading = new Map<LogKey, Promise<ChatState | undefined>>();
  readonly #loadingApps = new Map<LogKey, Promise<LogState>>();
  readonly #listeners: ((state: ChatState) => void)[] = [];
  /** Conflicts of a log in a row. */
  readonly #conflicts = new LRUCache<LogKey, number>(atMostEntries(rememberedConflicts));

  constructor(parts: ChatRegistryParts) {
    this.#parts = parts;
    this.#reader = new ChatReader(parts);
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
    if (known !== undefined) {
      if (this.#parts.followed.has(log) || (await this.#isCurrent(known))) return known;
      this.rewind(log);
    }
    return once(this.#loading, log, async () => {
      await this.#pause(log);
      const base = this.#bases.get(log);
      this.#bases.delete(log);
      const state = await (base === undefined ? this.#reader.read(log) : this.#reader.continued(base));
      if (state === undefined) return undefined;
      for (const listener of this.#listeners) listener(state);
      this.#chats.set(log, state);
      return state;
    });
  }

  /** Whether nobody elsewhere has appended: of a log that is not followed, only the log can tell (READ4). */
  async #isCurrent(state: ChatState): Promise<boolean> {
    return (await this.#parts.log.head(state.log)).position <= state.head.position;
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
      await this.#pause(log);
      const head = await this.#parts.log.head(log);
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
    this.#conflicts.delete(log);
    const chat = this.#chats.get(log);
    const state = chat ?? this.#apps.get(log);
    if (state === undefined) return;
    if (state.head.position < position) return this.rewind(log);
    if (state.committed.position < position) state.committed = { position, number };
    if (chat !== undefined) settleSent(chat, chat.committed);
  }

  /** Entries that another node appended to one log, in order. */
  takeForeign(log: LogKey, entries: readonly StoredEntry[]): void {
    const state = this.#chats.get(log);
    if (state === undefined) {
      // What is being read may have been read before them.
      void this.#loading.get(log)?.then(
        () => this.rewind(log),
        () => undefined,
      );
      return this.rewind(log);
    }
    const news = entries.filter(({ position }) => position > state.committed.position);
    if (news.length === 0) return;
    if (!this.#follows(state, news)) return this.rewind(log);
    for (const entry of news) foldEntry(state, entry, (user) => this.#parts.usernames.of(user));
    state.committed = state.head;
    settleSent(state, state.committed);
  }

  /** Forgets a state that proved wrong. Where only messages are uncertain, the next look goes on from what is durable. */
  rewind(log: LogKey): void {
    const state = this.#chats.peek(log);
    if (state !== undefined && state.changedAt <= state.committed.position) this.#bases.set(log, state);
    this.#chats.delete(log);
    this.#apps.delete(log);
  }

  /** An append met another head than it expected, or failed. */
  conflicted(log: LogKey): void {
    this.#conflicts.set(log, (this.#conflicts.get(log) ?? 0) + 1);
    this.rewind(log);
  }

  /** Many nodes that want the same log at once would conflict again and again: each waits a little, by chance. */
  async #pause(log: LogKey): Promise<void> {
    const conflicts = (this.#conflicts.get(log) ?? 0) - patientConflicts;
    if (conflicts <= 0) return;
    const { clock, random } = this.#parts;
    const pauseMs = Math.floor(random() * Math.min(longestPauseMs, 2 ** conflicts));
    if (pauseMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, pauseMs));
  }

  /** Whether entries are the very next after a state on which nothing of our own is under way, and all they name are known. */
  #follows(state: ChatState, entries: readonly StoredEntry[]): boolean {
    const { head, committed } = state;
    if (head.position !== committed.position || entries[0]?.position !== head.position + 1) return false;
    return entries.flatMap(peopleIn).every((user) => this.#parts.usernames.known(user) !== undefined);
  }

  /** From now on this node hears of a chat's entries: a state that was read before and has missed some goes on from the log. */
  async refresh(log: LogKey): Promise<void> {
    await this.#loading.get(log)?.catch(() => undefined);
    const known = this.#chats.get(log);
    if (known === undefined) return;
    const isCurrent = await this.#isCurrent(known);
    if (!isCurrent && this.#chats.peek(log) === known) this.rewind(log);
  }

  /** Forgets all states: what others did may have been missed. */
  forgetAll(): void {
    for (const states of [this.#chats, this.#bases, this.#apps]) states.clear();
  }

  /** Somebody blocked somebody, or took it back: their private chat must know at once. */
  setBlocked(one: number, other: number, blocked: boolean): void {
    for (const state of [...this.#chats.values(), ...this.#bases.values()]) {
      const theirs = state.kind === 'private' && state.members.has(one) && state.members.has(other);
      if (theirs) state.blocked = blocked;
    }
  }

  /** A profile changed or an account is gone: names are read again where they are shown. */
  forgetPerson(user: number): void {
    this.#parts.usernames.forget(user);
    for (const states of [this.#chats, this.#bases]) {
      for (const [log, state] of states.entries()) if (state.members.has(user)) states.delete(log);
    }
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
