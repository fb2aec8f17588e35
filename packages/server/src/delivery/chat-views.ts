import type { Chat } from '@parley/protocol/chat.ts';
import type { Member } from '@parley/protocol/member.ts';
import type { Message } from '@parley/protocol/message.ts';
import type { LogKey } from '../log/log-key.ts';
import type { ChatRecord, ChatSnapshot, ChatStore, MemberRecord } from '../store/chat-store.ts';
import type { MessageStore } from '../store/message-store.ts';
import type { ChatRegistry } from './chat-registry.ts';
import type { ChatState, MemberState } from './chat-state.ts';
import { timeOf } from './encode-entry.ts';
import type { MessageViews } from './message-views.ts';

const membersShown = 200;

export interface ChatViewsParts {
  readonly chats: ChatRegistry;
  readonly messages: MessageViews;
  readonly chatStore: ChatStore;
  readonly messageStore: MessageStore;
}

/** What is of one position, and the newest message as it was there. */
interface Moment extends Omit<ChatSnapshot, 'chat' | 'invitations'> {
  readonly chat: Pick<ChatRecord, 'kind' | 'name' | 'picture' | 'createdAt' | 'deletedAt'>;
  readonly invitations: readonly { readonly username: string }[];
  readonly last: Message | undefined;
}

/**
 * A chat as one of its members sees it.
 *
 * Guarantees: a view is the fold of the log up to exactly the position it names, whatever is committed while it is
 * read (VIEW1): whoever applies the entries after that position, and no other, stays right. Marks are not of the log
 * and may be newer (VIEW2).
 */
export class ChatViews {
  readonly #parts: ChatViewsParts;

  constructor(parts: ChatViewsParts) {
    this.#parts = parts;
  }

  /** Undefined where the chat is deleted, or the person is no member, at the position the view would have (VIEW3). */
  async of(state: ChatState, user: number): Promise<Chat | undefined> {
    const moment = (await this.#momentOf(state.log, user)) ?? (await this.#newMoment(state.log, user));
    if (moment?.own === undefined || moment.chat.deletedAt !== null) return undefined;
    const { head, chat, members, own } = moment;
    const known = (await this.#atLeast(state.log, head.position)) ?? state;
    const current = (member: MemberRecord) => withMarks(member, known, head.number);
    const { delivered, read, role } = current(own);
    const view = {
      number: state.number,
      kind: chat.kind,
      name: chat.name,
      picture: chat.picture,
      position: head.position,
      messages_count: head.number,
      unread: await this.#unread(state.log, moment, read),
      role,
      marks: { delivered, read },
      members: members.map((member) => memberView(current(member))),
      members_count: moment.membersCount,
      invited: moment.invitations.map((each) => each.username),
      last_message: moment.last ?? null,
      created_at: timeOf(chat.createdAt),
    };
    return view as Chat;
  }

  /** Taken again when the newest message changed before it was read: its text is not in the store's one moment. */
  async #momentOf(log: LogKey, user: number): Promise<Moment | undefined> {
    for (;;) {
      const snapshot = await this.#parts.chatStore.snapshot(log, user, membersShown);
      if (snapshot === undefined) return undefined;
      const [last] = await this.#parts.messages.below(log, snapshot.head.number + 1, 1);
      if (last === undefined || last.revision <= snapshot.head.position) return { ...snapshot, last };
    }
  }

  /** Of a chat that stands in no table yet, however long the store takes: what the log says of it (READ3). */
  async #newMoment(log: LogKey, user: number): Promise<Moment | undefined> {
    const state = await this.#parts.chats.load(log);
    if (state === undefined) return undefined;
    const { committed: head, deletedAt, members, invited } = state;
    const [last] = await this.#parts.messages.below(log, head.number + 1, 1);
    return {
      head,
      last,
      chat: { ...state, deletedAt },
      members: [...members.values()].slice(0, membersShown),
      membersCount: members.size,
      own: members.get(user),
      invitations: [...invited.values()].flatMap(({ username }) => (username === null ? [] : [{ username }])),
    };
  }

  /** The chat in memory, where marks are first; one that is behind the store has not heard of another process. */
  async #atLeast(log: LogKey, position: number): Promise<ChatState | undefined> {
    const state = await this.#parts.chats.load(log);
    if (state === undefined || state.head.position >= position) return state;
    this.#parts.chats.rewind(log);
    return this.#parts.chats.load(log);
  }

  /** Messages above the read mark that are not tombstones (MARK3); own ones moved the mark when they were sent. */
  async #unread(log: LogKey, { head }: Moment, read: number): Promise<number> {
    const { position, number } = head;
    if (number <= read) return 0;
    const tombstones = await this.#parts.messageStore.deletedAt(log, { above: read, to: number, position });
    return number - read - tombstones;
  }
}

/** A member with the further marks of memory, and with what they sent that is durable without this node having heard of it. */
function withMarks(member: MemberRecord, { members, underWay }: ChatState, newest: number): MemberRecord {
  const known = members.get(member.user);
  const sent =
    underWay.findLast(({ author, number }) => author === member.user && number <= newest)?.number ?? 0;
  const further = (mark: number, other = 0) => Math.max(mark, sent, Math.min(other, newest));
  return {
    ...member,
    delivered: further(member.delivered, known?.delivered),
    read: further(member.read, known?.read),
  };
}

export function memberView(member: Omit<MemberState, 'user'>): Member {
  return {
    username: member.username,
    name: member.name,
    role: member.role,
    joined_at: timeOf(member.joinedAt),
    delivered: member.delivered,
    read: member.read,
  };
}
