import type { Bus } from '../../bus/bus.ts';
import type { ChatRegistry } from '../chat-registry.ts';
import type { Connections } from '../connections.ts';
import type { Usernames } from '../usernames.ts';

const everyone = 'everyone';

type Notice =
  | { readonly of: 'person'; readonly user: number }
  | { readonly of: 'block'; readonly one: number; readonly other: number; readonly blocked: boolean }
  | { readonly of: 'session'; readonly handle: string };

export interface EverywhereParts {
  readonly bus: Bus;
  readonly chats: ChatRegistry;
  readonly usernames: Usernames;
  readonly connections: Connections;
}

/**
 * What every node must forget or end at once, done here and said to the others.
 *
 * Guarantees: what happens here happens on every node that hears it, a moment later (ROUTE4). A node that misses it shows an
 * old name, or lets somebody write who was blocked, until it reads the chat anew; an ended session it finds within a
 * second by itself (SESS9). After an interruption nothing that could be old is remembered (ROUTE5).
 */
export class Everywhere {
  readonly #parts: EverywhereParts;

  constructor(parts: EverywhereParts) {
    this.#parts = parts;
    parts.bus.onInterrupted(() => {
      parts.chats.forgetAll();
      parts.usernames.forgetAll();
    });
  }

  /** From now on this node hears what the others say. */
  async listen(): Promise<void> {
    await this.#parts.bus.subscribe(everyone, (payload) => this.#here(JSON.parse(payload)));
  }

  /** A profile changed or an account is gone. */
  forgetPerson(user: number): void {
    this.#do({ of: 'person', user });
  }

  /** Somebody blocked somebody, or took it back. */
  setBlocked(one: number, other: number, blocked: boolean): void {
    this.#do({ of: 'block', one, other, blocked });
  }

  /** Closes the connections of a session, as ended. */
  endSession(handle: string): void {
    this.#do({ of: 'session', handle });
  }

  #do(notice: Notice): void {
    this.#here(notice);
    this.#parts.bus.publish(everyone, JSON.stringify(notice));
  }

  #here(notice: Notice): void {
    const { chats, connections } = this.#parts;
    switch (notice.of) {
      case 'person':
        return chats.forgetPerson(notice.user);
      case 'block':
        return chats.setBlocked(notice.one, notice.other, notice.blocked);
      case 'session':
        return connections.endSession(notice.handle);
    }
  }
}
