import type { Clock } from '../clock.ts';
import type { KeyValueStorage } from '../storage/key-value-storage.ts';
import type { ChatState } from './chat-state.ts';
import { trimMessages } from './message-window.ts';

const prefix = 'chat/';
const saveAfterMs = 500;
/** Messages of a chat that can be read without a connection. */
const cachedMessages = 200;

/**
 * Chats in storage. State and cursor are one record, so that a cursor never stands before or behind what is stored
 * (SYNC15).
 */
export class ChatCache {
  readonly #storage: KeyValueStorage;
  readonly #clock: Clock;
  readonly #due = new Map<number, ChatState>();
  #saving: Promise<void> = Promise.resolve();
  #stopTimer: (() => void) | undefined;

  constructor(storage: KeyValueStorage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
  }

  async restore(): Promise<readonly ChatState[]> {
    return (await this.#storage.list(prefix)).map(([, value]) => value as ChatState);
  }

  /** Keeps the state soon; a newer one replaces it. */
  save(state: ChatState): void {
    this.#due.set(state.number, state);
    this.#stopTimer ??= this.#clock.after(saveAfterMs, () => void this.flush());
  }

  remove(number: number): void {
    this.#due.delete(number);
    this.#queue(() => this.#storage.delete(`${prefix}${number}`));
  }

  /** Forgets all chats. */
  async clear(): Promise<void> {
    this.#due.clear();
    this.#queue(async () => {
      for (const [key] of await this.#storage.list(prefix)) await this.#storage.delete(key);
    });
    await this.#saving;
  }

  /** Stores what is due; resolves when it is. */
  async flush(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const states = [...this.#due.values()];
    this.#due.clear();
    for (const state of states)
      this.#queue(() => this.#storage.set(`${prefix}${state.number}`, stored(state)));
    await this.#saving;
  }

  /** One after the other: an older state must not overwrite a newer one. */
  #queue(act: () => Promise<void>): void {
    // A cache that cannot be written is an old cache, and so still right.
    this.#saving = this.#saving.then(act).catch(() => undefined);
  }
}

function stored(state: ChatState): ChatState {
  return { ...trimMessages(state, cachedMessages), recent: [] };
}
