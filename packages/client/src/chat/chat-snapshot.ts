import type { ChatKind } from '@parley/protocol/chat.ts';
import type { MemberRole } from '@parley/protocol/member.ts';
import type { Message } from '@parley/protocol/message.ts';
import type { PendingMessage } from '../outbox/pending-message.ts';
import { firstShown, shownMessages } from './away-window.ts';
import type { ChatState, MemberState, PositionedEntry } from './chat-state.ts';
import { type MessageStatus, messageStatus } from './receipts.ts';
import { unreadOf } from './unread.ts';
import type { WindowLoading } from './window-loader.ts';

/** Everything a view of one chat shows. */
export interface ChatSnapshot {
  /** `missing`: there is no such chat, or it is not ours. */
  readonly status: 'loading' | 'ready' | 'missing';
  readonly chat: ChatState | null;
  /** Own messages that are not among the chat's yet, in their order: below the others. */
  readonly pending: readonly PendingMessage[];
  /** Usernames of others who are writing. */
  readonly typing: readonly string[];
  readonly unread: number;
  /** The messages to show, ascending and without a hole: the newest ones, or those somebody went to. */
  readonly shown: readonly Message[];
  /** What is told between them. */
  readonly spoken: readonly PositionedEntry[];
  /** Whether there are older, and newer, messages beyond; with newer ones the newest are not shown. */
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly loadingOlder: boolean;
  readonly loadingNewer: boolean;
}

/** What a list of chats shows of one. */
export interface ChatSummary {
  readonly number: number;
  readonly kind: ChatKind;
  readonly name: string | null;
  /** The other person of a private chat. */
  readonly other: MemberState | null;
  /** As in `ChatState`: of a very large chat only some. */
  readonly members: readonly MemberState[];
  readonly picture: string | null;
  readonly role: MemberRole;
  readonly unread: number;
  /** Whether one is named in what is unread, as far as it is held. */
  readonly mentioned: boolean;
  readonly lastMessage: Message | null;
  /** How far the last message has come, where it is one's own and not deleted. */
  readonly lastReceipt: MessageStatus | null;
  readonly lastActivityAt: string;
  readonly typing: readonly string[];
  /** Own messages on their way, and those refused. */
  readonly pending: number;
  readonly failed: number;
}

export interface SnapshotParts {
  readonly chat: ChatState | null;
  readonly pending: readonly PendingMessage[];
  readonly typing: readonly string[];
  readonly missing: boolean;
  readonly loading: WindowLoading;
}

const none: readonly never[] = [];

export function snapshotOf({ chat, pending, typing, missing, loading }: SnapshotParts): ChatSnapshot {
  const status = missing ? 'missing' : chat === null ? 'loading' : 'ready';
  return {
    status,
    chat,
    pending,
    typing,
    unread: chat === null ? 0 : unreadOf(chat),
    shown: chat === null ? none : shownMessages(chat),
    spoken: chat?.away?.spoken ?? chat?.spoken ?? none,
    hasOlder: chat !== null && firstShown(chat) > 1,
    hasNewer: chat !== null && chat.away !== null,
    loadingOlder: loading.older,
    loadingNewer: loading.newer,
  };
}

export function summaryOf(chat: ChatState, { pending, typing, unread }: ChatSnapshot): ChatSummary {
  const { number, kind, name, picture, role, members, messages, me, lastActivityAt } = chat;
  const other = kind === 'private' ? (members.find((member) => member.username !== me) ?? null) : null;
  const failed = pending.filter((message) => message.status === 'failed').length;
  return {
    ...{ number, kind, name, picture, role, members, other, typing, unread, failed, lastActivityAt },
    pending: pending.length - failed,
    mentioned: unread > 0 && isMentioned(chat),
    lastMessage: messages.at(-1) ?? null,
    lastReceipt: lastReceipt(chat),
  };
}

function isMentioned({ messages, marks, me }: ChatState): boolean {
  return messages.some(({ number, mentions }) => number > marks.read && mentions?.includes(me));
}

function lastReceipt(chat: ChatState): MessageStatus | null {
  const last = chat.messages.at(-1);
  if (last === undefined || last.sender !== chat.me || last.content === null) return null;
  return messageStatus(chat, last.number, chat.me);
}
