import type { FrameOf } from '@parley/protocol/frames.ts';
import type { Bus } from '../bus/bus.ts';
import { type MemberData, parseData } from '../log/entry-data.ts';
import { entryKind } from '../log/entry-kind.ts';
import type { PlacedEntry } from '../log/log.ts';
import { chatOf, type LogKey } from '../log/log-key.ts';
import type { ChatRegistry } from './chat-registry.ts';
import { type ChatState, raiseMarks } from './chat-state.ts';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';
import { encodeEntry, peopleIn } from './encode-entry.ts';
import { atOnce, Spread } from './spread.ts';
import type { Usernames } from './usernames.ts';

const noConnections: readonly Connection[] = [];

/** What a member did that is not in the chat's log. */
export type ChatEvent = FrameOf<'mark'> | FrameOf<'typing'>;

export interface FanOutParts {
  readonly bus: Bus;
  readonly chats: ChatRegistry;
  readonly connections: Connections;
  readonly usernames: Usernames;
  /** Members above which those who do not look get a head instead of the entry. */
  readonly largeChat: number;
  readonly onDelivered: (deliveries: number) => void;
}

/**
 * Stage 3, fan-out: durable entries to the connections of the chat's members.
 *
 * Guarantees: an entry is encoded once however many receive it (FAN1); only members of that moment receive it
 * (FAN2); a client that does not read costs bounded memory (FAN3, in Connection). It promises no delivery:
 * whoever misses an event finds the hole by arithmetic and fetches it.
 */
export class FanOut {
  readonly #parts: FanOutParts;
  readonly #spread = new Spread();

  constructor(parts: FanOutParts) {
    this.#parts = parts;
  }

  /** Entries of one log, in order, after their commit. A promise: something has to be read first. */
  entries(entries: readonly PlacedEntry[]): Promise<void> | undefined {
    const log = entries[0]?.log;
    if (log === undefined || chatOf(log) === 0 || this.#parts.connections.people === 0) return undefined;
    const state = this.#parts.chats.known(log);
    if (state !== undefined) return this.#toMembers(state, entries);
    const { chats } = this.#parts;
    return chats.load(log).then((loaded) => loaded && this.#toMembers(loaded, entries), ignoreLostHint);
  }

  /** Tells members, on all nodes, what one of them did: a mark all of them, typing the others. */
  event(state: ChatState, event: ChatEvent, by: number): void {
    const text = JSON.stringify(event);
    this.#tellEvent(state, text, event.type === 'typing' ? by : undefined);
    const { bus } = this.#parts;
    if (bus.reach !== 'alone') bus.publish(eventTopic(state.log), `{"by":${by},"event":${text}}`);
  }

  /** Hears a chat's events of other nodes, for its members here; they go no further (ROUTE3). The answer ends that. */
  hearEvents(log: LogKey): Promise<() => void> {
    const { bus, chats } = this.#parts;
    return bus.subscribe(eventTopic(log), (payload) => {
      const known = chats.known(log);
      if (known !== undefined) this.#hear(known, payload);
      else chats.load(log).then((loaded) => loaded && this.#hear(loaded, payload), ignoreLostHint);
    });
  }

  #hear(state: ChatState, payload: string): void {
    const { by, event }: { by: number; event: ChatEvent } = JSON.parse(payload);
    if (event.type === 'typing') return this.#tellEvent(state, JSON.stringify(event), by);
    const member = state.members.get(by);
    if (member !== undefined) raiseMarks(member, event.delivered, event.read);
    this.#tellEvent(state, JSON.stringify(event));
  }

  #tellEvent(state: ChatState, text: string, except?: number): void {
    for (const user of state.members.keys()) if (user !== except) this.#parts.connections.push(user, text);
  }

  #toMembers(state: ChatState, entries: readonly PlacedEntry[]): Promise<void> | undefined {
    if (state.kind === 'open') return undefined;
    if (entries.every((entry) => this.#knowsPeopleIn(entry))) {
      this.#deliver(state, entries);
      return undefined;
    }
    const people = entries.flatMap(peopleIn);
    return this.#parts.usernames.load(people).then(() => this.#deliver(state, entries), ignoreLostHint);
  }

  #knowsPeopleIn(entry: PlacedEntry): boolean {
    const { usernames } = this.#parts;
    if (entry.data !== undefined) return peopleIn(entry).every((user) => usernames.known(user) !== undefined);
    return entry.author === undefined || usernames.known(entry.author) !== undefined;
  }

  #deliver(state: ChatState, entries: readonly PlacedEntry[]): void {
    let deliveries = 0;
    for (const entry of entries) deliveries += this.#deliverOne(state, entry);
    this.#parts.onDelivered(deliveries);
  }

  #deliverOne(state: ChatState, entry: PlacedEntry): number {
    const text = entryFrame(entry, this.#parts.usernames);
    const large = state.members.size > this.#parts.largeChat;
    const head = large ? headFrame(state.number, entry.position) : text;
    const textFor = (connection: Connection) => (large && !connection.looking.has(state.log) ? head : text);
    const connections = this.#connectionsOf(state);
    if (connections.length > atOnce) this.#spread.hand(connections, textFor);
    else for (const connection of connections) connection.push(textFor(connection));
    if (entry.kind === entryKind.member_left) this.#toLeaver(state, entry, text);
    return connections.length;
  }

  #connectionsOf(state: ChatState): Connection[] {
    const all: Connection[] = [];
    for (const user of state.members.keys()) {
      for (const connection of this.#parts.connections.of(user) ?? noConnections) all.push(connection);
    }
    return all;
  }

  /** Who has just left is no member any more, and still has to hear of it. */
  #toLeaver(state: ChatState, entry: PlacedEntry, text: string): void {
    const { user } = parseData<MemberData>(entry.data);
    if (!state.members.has(user)) this.#parts.connections.push(user, text);
  }
}

/** The frame that carries an entry; everybody it names must be known. */
export function entryFrame(entry: PlacedEntry, usernames: Usernames): string {
  const encoded = JSON.stringify(encodeEntry(entry, usernames));
  return `{"type":"entry","chat":${chatOf(entry.log)},"position":${entry.position},"entry":${encoded}}`;
}

export function headFrame(chat: number, position: number): string {
  return `{"type":"head","chat":${chat},"position":${position}}`;
}

function eventTopic(log: LogKey): string {
  return `chat.${log}`;
}

/** Names could not be read: the event is lost, which the receivers' arithmetic finds. */
function ignoreLostHint(): void {}
