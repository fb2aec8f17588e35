import type { Clock } from '../clock.ts';
import type { KeyValueStorage } from '../storage/key-value-storage.ts';
import type { ChatState } from './chat-state.ts';
import { trimMessages } from './message-window.ts';

const prefix = 'chat/';
const saveAfterMs = 500;
/** Messages of a chat that can be read without a connection, and chats of which some are kept (CLIENT33). */
const cachedMessages = 200;
const cachedChats = 200;

/** A chat as it is stored, with the epoch whose positions it names. */
interface StoredChat {
  readonly epoch: string | undefined;
  readonly state: ChatState;
}

/**
 * Chats in storage. State and cursor are one record, so that a cursor never stands before or behind what is stored
 * (SYNC15), and says of which epoch it is: whatever was stored when, by whichever tab, only what is of the present
 * one is taken up (SYNC21).
 */
export class ChatCache {
  readonly #storage: KeyValueStorage;
  readonly #clock: Clock;
  readonly #due = new Map<number, ChatState>();
  /** When there last was something in each stored chat. */
  readonly #active = new Map<number, string>();
  readonly #mayWrite: () => boolean;
  #epoch: string | undefined;
  #saving: Promise<void> = Promise.resolve();
  #stopTimer: (() => void) | undefined;

  /** `mayWrite`: whether this is the one of several tabs that writes; what is due waits for that. */
  constructor(storage: KeyValueStorage, clock: Clock, mayWrite: () => boolean = () => true) {
    this.#storage = storage;
    this.#clock = clock;
    this.#mayWrite = mayWrite;
  }

  /** Takes up the chats that were stored under this epoch. */
  async restore(epoch: string | undefined): Promise<readonly ChatState[]> {
    this.#epoch = epoch;
    const stored = (await this.#storage.list(prefix)).map(([, value]) => value as StoredChat);
    const states = stored.filter((each) => each.epoch === epoch).map((each) => each.state);
    for (const { number, lastActivityAt } of states) this.#active.set(number, lastActivityAt);
    return states;
  }

  /** Keeps the state soon; a newer one replaces it. */
  save(state: ChatState): void {
    this.#due.set(state.number, state);
    this.#stopTimer ??= this.#clock.after(saveAfterMs, () => void this.flush());
  }

  remove(number: number): void {
    this.#due.delete(number);
    this.#active.delete(number);
    this.#queue(() => this.#storage.delete(`${prefix}${number}`));
  }

  /** Forgets all chats: what is saved from now on is of another epoch. */
  async startAfresh(epoch: string | undefined): Promise<void> {
    this.#epoch = epoch;
    this.#due.clear();
    this.#active.clear();
    this.#queue(async () => {
      for (const [key] of await this.#storage.list(prefix)) await this.#storage.delete(key);
    });
    await this.#saving;
  }

  /** Stores what is due; resolves when it is. */
  async flush(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (!this.#mayWrite()) return;
    const states = [...this.#due.values()];
    this.#due.clear();
    for (const state of states) {
      this.#active.set(state.number, state.lastActivityAt);
      const record: StoredChat = { epoch: this.#epoch, state: stored(state) };
      this.#queue(() => this.#storage.set(`${prefix}${state.number}`, record));
    }
    this.#letGo();
    await this.#saving;
  }

  /** What is due is not stored any more: another tab has signed out. */
  discard(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#due.clear();
  }

  /** Of more chats than are kept, those go in which nothing has happened for longest. */
  #letGo(): void {
    if (this.#active.size <= cachedChats) return;
    const oldestFirst = [...this.#active].sort(([, a], [, b]) => (a < b ? -1 : 1));
    for (const [number] of oldestFirst.slice(0, this.#active.size - cachedChats)) this.remove(number);
  }

  /** One after the other: an older state must not overwrite a newer one. */
  #queue(act: () => Promise<void>): void {
    // A cache that cannot be written is an old cache, and so still right.
    this.#saving = this.#saving.then(act).catch(() => undefined);
  }
}

function stored(state: ChatState): ChatState {
  return { ...trimMessages(state, cachedMessages), recent: [], away: null };
}
