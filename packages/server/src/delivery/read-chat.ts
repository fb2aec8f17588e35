import type { ChatKind } from '@parley/protocol/chat.ts';
import { type CreationData, parseData, roleAtStart } from '../log/entry-data.ts';
import { entryKind } from '../log/entry-kind.ts';
import { emptyHead, type Head, type Log, type PlacedEntry } from '../log/log.ts';
import { appLog, appOf, chatOf, type LogKey } from '../log/log-key.ts';
import type { ChatStore, MemberRecord, StoredChat } from '../store/chat-store.ts';
import { noChanges } from './chat-changes.ts';
import { type ChatState, foldEntry, type MemberState, raiseMarks, settleSent } from './chat-state.ts';
import { peopleIn } from './encode-entry.ts';
import type { Usernames } from './usernames.ts';

/** Whether one of two people has blocked the other. */
export type BlockSource = (one: number, other: number) => Promise<boolean>;

export interface ChatReaderParts {
  readonly log: Log;
  readonly store: Pick<ChatStore, 'whole'>;
  readonly usernames: Usernames;
  readonly blocks: BlockSource;
}

const entriesAtOnce = 500;

type Begun = Pick<ChatState, 'kind' | 'createdAt' | 'name' | 'picture' | 'deletedAt' | 'members' | 'invited'>;

/**
 * A chat as the log has it now: what the store holds, and on top of it the entries that the store does not know yet
 * (READ3). A chat that was just created may be in no row at all: its app's log tells how it began.
 */
export class ChatReader {
  readonly #parts: ChatReaderParts;

  constructor(parts: ChatReaderParts) {
    this.#parts = parts;
  }

  async read(log: LogKey): Promise<ChatState | undefined> {
    const stored = await this.#parts.store.whole(log);
    const state = stored === undefined ? await this.#created(log) : await this.#asStored(log, stored);
    if (state === undefined) return undefined;
    const counted = stored?.chat.position ?? 0;
    return this.#foldOn(state, Math.min(counted, state.head.position));
  }

  /** A state whose head proved wrong, from what of it is durable. Costs no SQL where the people are known. */
  continued(state: ChatState): Promise<ChatState> {
    const durable = { ...state, head: state.committed, underWay: [] };
    return this.#foldOn(durable, durable.head.position);
  }

  async #asStored(log: LogKey, { chat, head, members, invitations }: StoredChat): Promise<ChatState> {
    await this.#parts.usernames.load(members.map((member) => member.user));
    const invited = invitations.map(({ user, username, invitedBy, createdAt: at }) => {
      return [user, { username, invitedBy, at }] as const;
    });
    return this.#begin(log, head, {
      ...chat,
      members: new Map(members.map((member) => [member.user, { ...member }])),
      invited: new Map(invited),
    });
  }

  async #created(log: LogKey): Promise<ChatState | undefined> {
    const number = chatOf(log);
    const [entry] = await this.#parts.log.readNumbersAbove(appLog(appOf(log)), number - 1, 1);
    if (entry === undefined || entry.number !== number) return undefined;
    const { kind, members, invited } = parseData<CreationData>(entry.data);
    const { usernames } = this.#parts;
    await usernames.load([...members, ...invited]);
    const asMember = (user: number): MemberState => {
      const role = roleAtStart(kind);
      return { user, ...usernames.of(user), role, joinedAt: entry.at, delivered: 0, read: 0 };
    };
    const asInvited = (user: number) => {
      return { username: usernames.of(user).username, invitedBy: entry.author ?? null, at: entry.at };
    };
    return this.#begin(log, emptyHead, {
      kind,
      createdAt: entry.at,
      name: entry.content ?? null,
      picture: null,
      deletedAt: null,
      members: new Map(members.map((user) => [user, asMember(user)])),
      invited: new Map(invited.map((user) => [user, asInvited(user)])),
    });
  }

  async #begin(log: LogKey, head: Head, begun: Begun): Promise<ChatState> {
    const { kind, createdAt, name, picture, deletedAt, members, invited } = begun;
    return {
      ...{ log, head, committed: head, app: appOf(log), number: chatOf(log) },
      ...{ kind, createdAt, name, picture, deletedAt, members, invited },
      underWay: [],
      changedAt: head.position,
      changes: noChanges(head.position),
      blocked: await this.#isBlocked(kind, [...members.values()]),
    };
  }

  /**
   * Up to the head that is asked for first: keys of retries before it are known (LOG5), and an append that is decided
   * on what is found is checked. Senders whom the count has not reached have read what they sent (MARK2).
   */
  async #foldOn(state: ChatState, counted: number): Promise<ChatState> {
    const head = await this.#parts.log.head(state.log);
    for (let after = counted; after < head.position; ) {
      const entries = await this.#parts.log.read(state.log, after, entriesAtOnce);
      await this.#parts.usernames.load(entries.flatMap(peopleIn));
      for (const entry of entries) this.#takeIn(state, entry);
      after = entries.at(-1)?.position ?? head.position;
    }
    state.committed = state.head;
    settleSent(state, state.committed);
    return state;
  }

  #takeIn(state: ChatState, entry: PlacedEntry): void {
    if (entry.position > state.head.position) {
      return foldEntry(state, entry, (user) => this.#parts.usernames.of(user));
    }
    const sender = entry.author === undefined ? undefined : state.members.get(entry.author);
    if (sender !== undefined && entry.kind === entryKind.message) {
      raiseMarks(sender, entry.number, entry.number);
    }
  }

  async #isBlocked(kind: ChatKind, members: readonly Pick<MemberRecord, 'user'>[]): Promise<boolean> {
    const [one, other] = members;
    if (kind !== 'private' || one === undefined || other === undefined) return false;
    return this.#parts.blocks(one.user, other.user);
  }
}
