import type { Chat, ChatKind } from '@parley/protocol/chat.ts';
import type { Entry } from '@parley/protocol/entry.ts';
import type { Marks, Member, MemberRole } from '@parley/protocol/member.ts';
import type { Message } from '@parley/protocol/message.ts';

/** A member, with how far they have received and read. */
export interface MemberState {
  readonly username: string | null;
  readonly name: string;
  readonly role: MemberRole;
  readonly joinedAt: string;
  readonly delivered: number;
  readonly read: number;
}

export interface PositionedEntry {
  readonly position: number;
  readonly entry: Entry;
}

/** A run of messages without a hole, somewhere above the newest ones: what somebody reads who went back. */
export interface AwayWindow {
  /** Ascending, at least one, and all older than the newest ones held. */
  readonly messages: readonly Message[];
  /** What is told between them. */
  readonly spoken: readonly PositionedEntry[];
  /** Entries that may have changed it were missed; it is to be read again. */
  readonly stale: boolean;
}

/**
 * A chat as one member's device holds it: the fold of all entries up to `position` (SYNC7), of whose messages only
 * the newest are kept. Plain JSON, never changed in place.
 */
export interface ChatState {
  readonly number: number;
  readonly kind: ChatKind;
  readonly name: string | null;
  readonly picture: string | null;
  readonly createdAt: string;
  /** The contiguous cursor: every entry up to here is in this state. */
  readonly position: number;
  /** The number of the newest message; deleted ones count. */
  readonly messagesCount: number;
  /** The newest messages without a hole, ascending; the last one has the number `messagesCount`. */
  readonly messages: readonly Message[];
  /** What is shown instead of the newest messages, while somebody reads further back. */
  readonly away: AwayWindow | null;
  /** By username; of a chat of more than 200 only some. */
  readonly members: readonly MemberState[];
  readonly membersCount: number;
  readonly invited: readonly string[];
  /** Whose device this is. */
  readonly me: string;
  /** My role, and my own marks on all my devices. */
  readonly role: MemberRole;
  readonly marks: Marks;
  readonly status: 'member' | 'left' | 'deleted';
  /** The newest entries, bounded: what brings an older page of messages up to date. */
  readonly recent: readonly PositionedEntry[];
  /** What a timeline tells between the messages (people, names, pins): all such entries after `spokenAfter`. */
  readonly spoken: readonly PositionedEntry[];
  readonly spokenAfter: number;
  /** Of the last entry that pinned or unpinned. */
  readonly pinsPosition: number;
  /** Deleted messages above my read mark that are older than `messages`. */
  readonly tombstonesBelow: number;
  /** Whether `tombstonesBelow` is only its upper bound: the mark moved among messages that are not held. */
  readonly tombstonesGuessed: boolean;
  readonly lastActivityAt: string;
}

/** The number of the oldest message held; one more than the newest when none is. */
export function windowStart(state: Pick<ChatState, 'messages' | 'messagesCount'>): number {
  return state.messagesCount - state.messages.length + 1;
}

/** The message of this number, when it is held. */
export function messageAt(
  state: Pick<ChatState, 'messages' | 'messagesCount' | 'away'>,
  number: number,
): Message | undefined {
  const { messages, away } = state;
  return messages[number - windowStart(state)] ?? away?.messages[number - (away.messages[0]?.number ?? 0)];
}

/**
 * The state at a view's position. Messages (in any order) newer than the view are left out: they come as entries;
 * of the rest the newest without a hole are kept.
 */
export function stateFromView(view: Chat, messages: readonly Message[], me: string): ChatState {
  const held = newestRun(messages, view.messages_count);
  return {
    number: view.number,
    kind: view.kind,
    name: view.name,
    picture: view.picture,
    createdAt: view.created_at,
    position: view.position,
    messagesCount: view.messages_count,
    messages: held,
    away: null,
    members: membersOf(view.members),
    membersCount: view.members_count,
    invited: [...view.invited].sort(),
    me,
    role: view.role,
    marks: view.marks,
    status: 'member',
    recent: [],
    spoken: [],
    spokenAfter: view.position,
    pinsPosition: 0,
    tombstonesBelow: tombstonesBelow(view, held),
    tombstonesGuessed: false,
    lastActivityAt: view.last_message?.at ?? view.created_at,
  };
}

export function membersOf(members: readonly Member[]): readonly MemberState[] {
  return sortMembers(members.map(({ joined_at, ...member }) => ({ ...member, joinedAt: joined_at })));
}

export function sortMembers(members: readonly MemberState[]): readonly MemberState[] {
  return members.toSorted((a, b) => ((a.username ?? '') < (b.username ?? '') ? -1 : 1));
}

/** Those messages that go on without a hole down from the given number, ascending. */
function newestRun(messages: readonly Message[], newest: number): readonly Message[] {
  const byNumber = new Map<number, Message>(messages.map((message) => [message.number, message]));
  const run: Message[] = [];
  for (let number = newest; ; number--) {
    const message = byNumber.get(number);
    if (message === undefined) return run.reverse();
    run.push(message);
  }
}

/** What the view's unread count says of messages that are not held. */
export function tombstonesBelow(view: Chat, held: readonly Message[]): number {
  const deleted = view.messages_count - view.marks.read - view.unread;
  return deleted - held.filter((message) => isTombstone(view, message)).length;
}

/** Whether a message above the read mark was deleted at this position; held ones may have been read after it. */
export function isTombstone(
  { marks, position }: Pick<ChatState, 'marks' | 'position'>,
  message: Message,
): boolean {
  return message.number > marks.read && message.content === null && message.revision <= position;
}

/** Whether a message above the read mark is unread: neither deleted nor one's own. */
export function counts(message: Message, me: string): boolean {
  return message.content !== null && message.sender !== me;
}
