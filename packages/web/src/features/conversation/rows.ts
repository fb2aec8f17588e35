import type { ChatState } from '@parley/client/chat/chat-state.ts';
import type { PendingMessage } from '@parley/client/outbox/pending-message.ts';
import type { Entry } from '@parley/protocol/entry.ts';
import type { Message } from '@parley/protocol/message.ts';
import { startOfDay } from '../../i18n/format.ts';

interface RowFrame {
  /** Stays the same while a message goes from pending to posted, so its row is never built anew. */
  readonly key: string;
  readonly at: Date;
  /** The first row of a day: a heading stands above it. */
  readonly startsDay: boolean;
  /** The first message that was unread on opening: the line stands above it. */
  readonly startsUnread: boolean;
  /** First and last of a run by the same person. */
  readonly startsGroup: boolean;
  readonly endsGroup: boolean;
}

export interface MessageRow extends RowFrame {
  readonly kind: 'message';
  readonly message: Message;
  readonly own: boolean;
}

export interface PendingRow extends RowFrame {
  readonly kind: 'pending';
  readonly pending: PendingMessage;
}

export interface SystemRow extends RowFrame {
  readonly kind: 'system';
  readonly entry: Entry;
}

export type Row = MessageRow | PendingRow | SystemRow;

type Unframed =
  | { kind: 'message'; key: string; at: Date; message: Message; own: boolean }
  | { kind: 'pending'; key: string; at: Date; pending: PendingMessage }
  | { kind: 'system'; key: string; at: Date; entry: Entry };

const runMs = 5 * 60_000;

export interface RowsInput {
  readonly chat: Pick<ChatState, 'messages' | 'spoken'>;
  readonly pending: readonly PendingMessage[];
  readonly hasOlder: boolean;
  readonly me: string;
  /** The read mark on opening; messages of others after it are new. null: no line. */
  readonly readOnOpening: number | null;
}

function messageItem(message: Message, me: string): Unframed {
  const own = message.sender === me;
  // Only the own client_id is a key: two people may have made the same one.
  const key = own && message.client_id !== undefined ? `c${message.client_id}` : `m${message.number}`;
  return { kind: 'message', key, at: new Date(message.at), message, own };
}

/** Messages and spoken entries in the order of the log. */
function inLogOrder({ chat, hasOlder, me }: RowsInput): Unframed[] {
  // What happened before the oldest message shown belongs further up, once that is loaded.
  const from = hasOlder ? (chat.messages[0]?.position ?? 0) : 0;
  const spoken = chat.spoken.filter(({ position }) => position > from);
  const items: Unframed[] = [];
  let next = 0;
  function speakUntil(position: number): void {
    for (
      let placed = spoken[next];
      placed !== undefined && placed.position < position;
      placed = spoken[next]
    ) {
      const { entry } = placed;
      items.push({ kind: 'system', key: `s${placed.position}`, at: new Date(entry.at), entry });
      next += 1;
    }
  }
  for (const message of chat.messages) {
    speakUntil(message.position);
    items.push(messageItem(message, me));
  }
  speakUntil(Number.POSITIVE_INFINITY);
  return items;
}

function senderOf(item: Unframed, me: string): string | null | undefined {
  if (item.kind === 'message') return item.message.sender;
  return item.kind === 'pending' ? me : undefined;
}

function isSameRun(earlier: Unframed | undefined, later: Unframed | undefined, me: string): boolean {
  if (earlier === undefined || later === undefined) return false;
  const sender = senderOf(earlier, me);
  if (sender === undefined || sender === null || sender !== senderOf(later, me)) return false;
  return later.at.getTime() - earlier.at.getTime() < runMs && startOfDay(earlier.at) === startOfDay(later.at);
}

function isUnread(item: Unframed, readOnOpening: number | null): boolean {
  return (
    readOnOpening !== null && item.kind === 'message' && !item.own && item.message.number > readOnOpening
  );
}

/** What the conversation shows, oldest first: one row per message, pending message and spoken entry. */
export function buildRows(input: RowsInput): Row[] {
  const { me, readOnOpening } = input;
  const items = inLogOrder(input);
  for (const pending of input.pending) {
    items.push({ kind: 'pending', key: `c${pending.clientId}`, at: new Date(pending.at), pending });
  }
  const unreadAt = items.findIndex((item) => isUnread(item, readOnOpening));
  return items.map((item, index): Row => {
    const before = items[index - 1];
    return {
      ...item,
      startsDay: before === undefined || startOfDay(before.at) !== startOfDay(item.at),
      startsUnread: index === unreadAt,
      startsGroup: index === unreadAt || !isSameRun(before, item, me),
      endsGroup: index + 1 === unreadAt || !isSameRun(item, items[index + 1], me),
    };
  });
}
