import type { ChatNumber } from '@parley/protocol/scalars.ts';
import type { LogKey } from '../log/log-key.ts';
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
 * (MARK4); the others hear of it. Marks from sockets are saved in bulk a moment later: a crash in between
 * costs a receipt that the client sends again, never a message.
 */
export class Marks implements AsyncDisposable {
  readonly #parts: MarksParts;
  #dirty = new Map<string, { state: ChatState; user: number }>();
  #timer: Timer | null = null;
  #saving: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: MarksParts) {
    this.#parts = parts;
  }

  /** Max-merges marks of a member; others hear of it if they moved. */
  raise(
    state: ChatState,
    user: number,
    marks: { delivered?: number | undefined; read?: number | undefined },
  ): void {
    const member = state.members.get(user);
    if (member === undefined) return;
    const bound = (number: number | undefined) => Math.min(number ?? 0, state.committed.number);
    if (!raiseMarks(member, bound(marks.delivered), bound(marks.read))) return;
    this.#dirty.set(`${state.log}:${user}`, { state, user });
    this.#planFlush(flushMs);
    if (member.username === null) return;
    this.#parts.fanOut.event(state, {
      type: 'mark',
      chat: state.number as ChatNumber,
      username: member.username,
      delivered: member.delivered,
      read: member.read,
    });
  }

  /** Saves what is not saved yet; resolves when it is durable. */
  flush(): Promise<void> {
    const dirty = [...this.#dirty.values()];
    this.#dirty = new Map();
    if (dirty.length > 0) this.#saving = this.#saving.catch(() => {}).then(() => this.#save(dirty));
    return this.#saving;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) this.#parts.clock.clearTimeout(this.#timer);
    await this.#flushOrWarn();
  }

  #planFlush(delayMs: number): void {
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
      this.#planFlush(retryMs);
    }
  }

  /** A chat that was read again in the meantime was read without these marks. */
  #raiseAgain(marks: readonly MarkRecord[]): void {
    for (const { log, user, delivered, read } of marks) {
      const member = this.#parts.chats.known(log)?.members.get(user);
      if (member !== undefined) raiseMarks(member, delivered, read);
    }
  }

  async #save(dirty: readonly { state: ChatState; user: number }[]): Promise<void> {
    const marks = dirty.flatMap(({ state, user }) => {
      const member = state.members.get(user);
      const log: LogKey = state.log;
      if (member === undefined) return [];
      // A number that is still on its way is not read for good.
      const bound = (number: number) => Math.min(number, state.committed.number);
      return [{ log, user, delivered: bound(member.delivered), read: bound(member.read) }];
    });
    try {
      await this.#parts.store.saveMarks(marks);
      this.#raiseAgain(marks);
    } catch (error) {
      for (const each of dirty) this.#dirty.set(`${each.state.log}:${each.user}`, each);
      throw error;
    }
  }
}
