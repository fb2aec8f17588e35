import type { ChatNumber } from '@parley/protocol/scalars.ts';
import type { ChatStore, MarkRecord } from '../store/chat-store.ts';
import type { Clock, Timer } from '../telemetry/clock.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { ChatRegistry } from './chat-registry.ts';
import { type ChatState, raiseMarks } from './chat-state.ts';
import type { FanOut } from './fan-out.ts';

const flushMs = 200;
const retryMs = 1000;

export interface MarksParts {
  readonly store: ChatStore;
  readonly chats: ChatRegistry;
  readonly fanOut: FanOut;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * How far members have received and read.
 *
 * Guarantees: both marks only ever grow, whatever order they come in (MARK1), and never pass the newest message
 * (MARK4); the others hear of it. Marks from sockets are saved in bulk a moment later, and again until that succeeds: a crash in between
 * costs a receipt that the client sends again, never a message.
 */
export class Marks implements AsyncDisposable {
  readonly #parts: MarksParts;
  /** What was raised here and is not saved yet. */
  readonly #unsaved = new Map<string, MarkRecord>();
  #timer: Timer | null = null;
  #saving: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: MarksParts) {
    this.#parts = parts;
    // A chat that was forgotten is read from the store, which does not know these yet (MARK1).
    parts.chats.onRead((state) => this.#raiseIn(state, this.#unsaved.values()));
  }

  /** Max-merges marks of a member; others hear of it if they moved. */
  raise(
    state: ChatState,
    user: number,
    marks: { delivered?: number | undefined; read?: number | undefined },
  ): void {
    const member = state.members.get(user);
    if (member === undefined) return;
    const newest = state.committed.number;
    const bound = (number: number | undefined) => Math.min(number ?? 0, newest);
    if (!raiseMarks(member, bound(marks.delivered), bound(marks.read))) return;
    const { username, delivered, read } = member;
    this.#unsaved.set(`${state.log}:${user}`, { log: state.log, user, delivered, read });
    this.#flushIn(flushMs);
    if (username === null) return;
    const chat = state.number as ChatNumber;
    this.#parts.fanOut.event(state, { type: 'mark', chat, username, delivered, read }, user);
  }

  /** Saves what is not saved yet; resolves when it is durable. */
  flush(): Promise<void> {
    this.#saving = this.#saving.catch(() => {}).then(() => this.#save());
    return this.#saving;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) this.#parts.clock.clearTimeout(this.#timer);
    await this.#flushOrWarn();
  }

  #flushIn(delayMs: number): void {
    if (this.#closed) return;
    this.#timer ??= this.#parts.clock.setTimeout(() => {
      this.#timer = null;
      void this.#flushOrWarn();
    }, delayMs);
  }

  /** What could not be saved, for want of room say, is tried again (MARK5); at the end it costs receipts only. */
  async #flushOrWarn(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      this.#parts.logger.warn('receipts were not saved', { error });
    }
  }

  async #save(): Promise<void> {
    const unsaved = [...this.#unsaved];
    if (unsaved.length === 0) return;
    const marks = unsaved.map(([, mark]) => mark);
    try {
      await this.#parts.store.saveMarks(marks);
    } catch (error) {
      this.#flushIn(retryMs);
      throw error;
    }
    for (const [key, mark] of unsaved) if (this.#unsaved.get(key) === mark) this.#unsaved.delete(key);
    // A chat whose reading had begun before was read without these marks.
    for (const { log } of marks) {
      const state = this.#parts.chats.known(log);
      if (state !== undefined) this.#raiseIn(state, marks);
    }
  }

  #raiseIn(state: ChatState, marks: Iterable<MarkRecord>): void {
    for (const { log, user, delivered, read } of marks) {
      const member = log === state.log ? state.members.get(user) : undefined;
      if (member !== undefined) raiseMarks(member, delivered, read);
    }
  }
}
