import type { Chat } from '@parley/protocol/chat.ts';
import type { Member } from '@parley/protocol/member.ts';
import type { MessageStore } from '../store/message-store.ts';
import type { ChatState, MemberState } from './chat-state.ts';
import { timeOf } from './encode-entry.ts';
import type { MessageViews } from './message-views.ts';

const membersShown = 200;

/** A chat as one of its members sees it. */
export class ChatViews {
  readonly #messages: MessageViews;
  readonly #store: MessageStore;

  constructor(messages: MessageViews, store: MessageStore) {
    this.#messages = messages;
    this.#store = store;
  }

  async of(state: ChatState, user: number): Promise<Chat> {
    // The head is taken first: whatever the view shows beyond it comes again as entries, and is harmless.
    const { position, number } = state.committed;
    const own = state.members.get(user);
    const marks = { delivered: own?.delivered ?? 0, read: own?.read ?? 0 };
    const [last] = await this.#messages.below(state.log, number + 1, 1);
    const view = {
      number: state.number,
      kind: state.kind,
      name: state.name,
      picture: state.picture,
      position,
      messages_count: number,
      unread: await this.unread(state, user),
      role: own?.role ?? 'member',
      marks,
      members: [...state.members.values()].slice(0, membersShown).map(memberView),
      members_count: Math.max(1, state.members.size),
      invited: [...state.invited.values()].flatMap((each) => each.username ?? []),
      last_message: last ?? null,
      created_at: timeOf(state.createdAt),
    };
    return view as Chat;
  }

  /** Messages above the read mark that are not tombstones (MARK3); own ones moved the mark when they were sent. */
  async unread(state: ChatState, user: number): Promise<number> {
    const read = state.members.get(user)?.read ?? state.committed.number;
    const above = state.committed.number - read;
    if (above <= 0) return 0;
    return Math.max(0, above - (await this.#store.deletedAbove(state.log, read)));
  }
}

export function memberView(member: MemberState): Member {
  return {
    username: member.username,
    name: member.name,
    role: member.role,
    joined_at: timeOf(member.joinedAt),
    delivered: member.delivered,
    read: member.read,
  };
}
