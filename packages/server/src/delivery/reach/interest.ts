import type { FrameOf } from '@parley/protocol/frames.ts';
import { chatLog, type LogKey } from '../../log/log-key.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { ChatFollows, Hold } from './chat-follows.ts';

/** What this node must hear for the people who are connected to it. */
export interface Interest extends Disposable {
  /** Resolves when it hears all that concerns a person (ROUTE2); undefined: it does already. */
  ready(user: number): Promise<void> | undefined;
}

/** Of a node that is all there is. */
export const hearsAll: Interest = { ready: () => undefined, [Symbol.dispose]: () => undefined };

/** Whoever comes back within this time, as by a reload, causes nothing. */
const lingerMs = 5000;
const retryMs = 1000;

interface Visitor {
  readonly user: number;
  readonly app: number;
  readonly chats: Map<LogKey, Hold>;
  /** Ends hearing what is told to the person. */
  stop: (() => void) | undefined;
  ready: Promise<void> | undefined;
  leaving: Timer | undefined;
  isGone: boolean;
}

export interface VisitorsInterestParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly follows: ChatFollows;
  /** Hears what is told to a person; the answer ends that. */
  readonly hear: (user: number) => Promise<() => void>;
  readonly memberships: (user: number) => Promise<readonly LogKey[]>;
  /** A person was told to have joined a chat; from now on its entries reach them. */
  readonly joined: (user: number, log: LogKey) => Promise<void>;
}

/**
 * Follows the chats of whoever has a connection here.
 *
 * Guarantees: once a person is ready, entries and events of all their chats come to this node, also of a chat that they
 * join later; what came before is found by the sync that waits for it (CATCH1). A chat is followed once, however many
 * people here are in it, and until five seconds after the last of them is gone.
 */
export class VisitorsInterest implements Interest {
  readonly #parts: VisitorsInterestParts;
  readonly #visitors = new Map<number, Visitor>();
  readonly #timers = new Set<Timer>();
  #closed = false;

  constructor(parts: VisitorsInterestParts) {
    this.#parts = parts;
  }

  ready(user: number): Promise<void> | undefined {
    const visitor = this.#visitors.get(user);
    return visitor && this.#prepare(visitor);
  }

  /** A person's first connection is here. */
  came(user: number, app: number): void {
    const known = this.#visitors.get(user);
    if (known !== undefined) return this.#cancel(known);
    const fresh = { user, app, chats: new Map(), stop: undefined, ready: undefined };
    const visitor: Visitor = { ...fresh, leaving: undefined, isGone: false };
    this.#visitors.set(user, visitor);
    this.#keepTrying(visitor);
  }

  /** A person's last connection is gone. */
  went(user: number): void {
    const visitor = this.#visitors.get(user);
    if (visitor !== undefined) visitor.leaving = this.#later(lingerMs, () => this.#end(visitor));
  }

  /** A person was told of a chat. */
  heardOf(user: number, { chat, status }: FrameOf<'chat'>): void {
    const visitor = this.#visitors.get(user);
    if (visitor === undefined) return;
    const log = chatLog(visitor.app, chat);
    if (status === 'joined') this.#join(visitor, log).catch((error: unknown) => this.#failed(visitor, error));
    if (status !== 'left') return;
    const hold = visitor.chats.get(log);
    visitor.chats.delete(log);
    // The entry that says so may still be on its way.
    if (hold !== undefined) this.#later(lingerMs, () => hold.release());
  }

  /** Something may have been missed: looks again at what everybody here is in. */
  lookAgain(): void {
    for (const visitor of this.#visitors.values()) {
      visitor.ready = undefined;
      this.#keepTrying(visitor);
    }
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    for (const timer of this.#timers) this.#parts.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  #keepTrying(visitor: Visitor): void {
    this.#prepare(visitor).catch((error: unknown) => this.#failed(visitor, error));
  }

  #failed(visitor: Visitor, error: unknown): void {
    if (this.#closed || visitor.isGone) return;
    this.#parts.logger.warn('chats of a person are not followed yet; trying again', { error });
    visitor.ready = undefined;
    this.#later(retryMs, () => visitor.isGone || this.#keepTrying(visitor));
  }

  #prepare(visitor: Visitor): Promise<void> {
    visitor.ready ??= this.#follow(visitor);
    return visitor.ready;
  }

  async #follow(visitor: Visitor): Promise<void> {
    if (visitor.stop === undefined) await this.#hear(visitor);
    // Only now: a chat that is joined from here on is heard of.
    const logs = await this.#parts.memberships(visitor.user);
    await Promise.all(logs.map((log) => this.#hold(visitor, log)));
  }

  async #hear(visitor: Visitor): Promise<void> {
    const stop = await this.#parts.hear(visitor.user);
    if (visitor.isGone || visitor.stop !== undefined) stop();
    else visitor.stop = stop;
  }

  async #join(visitor: Visitor, log: LogKey): Promise<void> {
    await this.#hold(visitor, log);
    if (!visitor.isGone) await this.#parts.joined(visitor.user, log);
  }

  async #hold(visitor: Visitor, log: LogKey): Promise<void> {
    if (visitor.isGone) return;
    const hold = visitor.chats.get(log) ?? this.#parts.follows.hold(log);
    visitor.chats.set(log, hold);
    try {
      await hold.following;
    } catch (error) {
      if (visitor.chats.get(log) === hold) visitor.chats.delete(log);
      throw error;
    }
  }

  #end(visitor: Visitor): void {
    visitor.isGone = true;
    this.#visitors.delete(visitor.user);
    visitor.stop?.();
    for (const hold of visitor.chats.values()) hold.release();
  }

  #cancel(visitor: Visitor): void {
    if (visitor.leaving === undefined) return;
    this.#parts.clock.clearTimeout(visitor.leaving);
    this.#timers.delete(visitor.leaving);
    visitor.leaving = undefined;
  }

  #later(delayMs: number, action: () => void): Timer {
    const timer = this.#parts.clock.setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, delayMs);
    this.#timers.add(timer);
    return timer;
  }
}
