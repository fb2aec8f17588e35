import type { DownFrame, FrameOf } from '@parley/protocol/frames.ts';
import type { Bus } from '../../bus/bus.ts';
import type { Connections } from '../connections.ts';
import type { People, PresenceListener, PresenceNow } from '../people.ts';
import type { Everywhere } from './everywhere.ts';
import type { PresenceBoard } from './presence-board.ts';

/** Said instead of a frame: all connections of the person end. */
const end = 'end';

type ChatListener = (user: number, frame: FrameOf<'chat'>) => void;

export interface PeopleEverywhereParts {
  readonly bus: Bus;
  readonly connections: Connections;
  readonly everywhere: Everywhere;
  readonly presence: PresenceBoard;
}

/**
 * People's connections on all nodes: those here are told at once, the others over `person.<user>`, which a node hears
 * while the person has a connection there (ROUTE1).
 */
export class PeopleEverywhere implements People {
  readonly #parts: PeopleEverywhereParts;
  readonly #onChat: ChatListener[] = [];

  constructor(parts: PeopleEverywhereParts) {
    this.#parts = parts;
  }

  /** From when it resolves, whatever is told to a person is told here too; the answer ends that. */
  hear(user: number): Promise<() => void> {
    return this.#parts.bus.subscribe(topicOf(user), (payload) => this.#hear(user, payload));
  }

  /** Calls the listener after somebody was told of a chat, here or by another node that this one hears. */
  onChat(listener: ChatListener): void {
    this.#onChat.push(listener);
  }

  tell(user: number, frame: DownFrame): void {
    const text = JSON.stringify(frame);
    this.#here(user, text, frame);
    this.#parts.bus.publish(topicOf(user), text);
  }

  endSession(sessionHandle: string): void {
    this.#parts.everywhere.endSession(sessionHandle);
  }

  endUser(user: number): void {
    this.#parts.connections.endUser(user);
    this.#parts.bus.publish(topicOf(user), end);
  }

  presenceOf(user: number): PresenceNow {
    return this.#parts.presence.presenceOf(user);
  }

  onPresence(listener: PresenceListener): void {
    this.#parts.presence.onPresence(listener);
  }

  #hear(user: number, payload: string): void {
    if (payload === end) this.#parts.connections.endUser(user);
    else this.#here(user, payload, JSON.parse(payload));
  }

  #here(user: number, text: string, frame: DownFrame): void {
    this.#parts.connections.push(user, text);
    if (frame.type === 'chat') for (const listener of this.#onChat) listener(user, frame);
  }
}

function topicOf(user: number): string {
  return `person.${user}`;
}
