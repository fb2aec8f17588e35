import type { PositionedEntry } from '@parley/client/chat/chat-state.ts';
import type { PendingMessage } from '@parley/client/outbox/pending-message.ts';
import type { Entry } from '@parley/protocol/entry.ts';
import type { Message } from '@parley/protocol/message.ts';
import { startOfDay } from '../../i18n/format.ts';

interface RowBase {
  /** Stays the same while a message goes from pending to posted, so its row is never built anew. */
  readonly key: string;
  readonly at: Date;
}

interface RowFrame extends RowBase {
  /** The first row of a day: a heading stands above it. */
  readonly startsDay: boolean;
  /** The first message that is new: the line stands above it. */
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

type Unframed = RowBase & { readonly day: number } & (
    | { readonly kind: 'message'; readonly message: Message; readonly own: boolean }
    | { readonly kind: 'pending'; readonly pending: PendingMessage }
    | { readonly kind: 'system'; readonly entry: Entry }
  );

const runMs = 5 * 60_000;

export interface RowsInput {
  /** The messages shown, ascending without a hole. */
  readonly messages: readonly Message[];
  /** What is told between them. */
  readonly spoken: readonly PositionedEntry[];
  /** Own messages on their way, which stand below the newest. */
  readonly pending: readonly PendingMessage[];
  /** Whether there are older, and newer, messages beyond. */
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** The line of new messages stands behind this number; null: no line. */
  readonly lineAfter: number | null;
}

/**
 * Makes rows of what is shown, oldest first: one per message, pending message and spoken entry (WEB22). What did not
 * change since the last time keeps its row, so that only what did is rendered anew (WEB68).
 */
export class RowBuilder {
  readonly #me: string;
  readonly #items = new WeakMap<Message | PendingMessage | PositionedEntry, Unframed>();
  #rows = new Map<string, Row>();

  constructor(me: string) {
    this.#me = me;
  }

  build(input: RowsInput): readonly Row[] {
    const items = this.#inLogOrder(input);
    if (!input.hasNewer) for (const pending of input.pending) items.push(this.#pendingItem(pending));
    const { lineAfter } = input;
    const unreadAt = lineAfter === null ? -1 : items.findIndex((item) => isUnread(item, lineAfter));
    const rows = items.map((item, index) => {
      const before = items[index - 1];
      return this.#keep(item, {
        startsDay: before === undefined || before.day !== item.day,
        startsUnread: index === unreadAt,
        startsGroup: index === unreadAt || !this.#isSameRun(before, item),
        endsGroup: index + 1 === unreadAt || !this.#isSameRun(item, items[index + 1]),
      });
    });
    this.#rows = new Map(rows.map((row) => [row.key, row]));
    return rows;
  }

  /** Messages and spoken entries in the order of the log. */
  #inLogOrder({ messages, spoken, hasOlder, hasNewer }: RowsInput): Unframed[] {
    // What happened beyond the messages shown belongs further up or down, once those are loaded.
    const from = hasOlder ? (messages[0]?.position ?? 0) : 0;
    const until = hasNewer ? (messages.at(-1)?.position ?? 0) : Number.POSITIVE_INFINITY;
    const told = spoken.filter(({ position }) => position > from && position < until);
    const items: Unframed[] = [];
    let next = 0;
    const speakUntil = (position: number) => {
      for (let placed = told[next]; placed && placed.position < position; placed = told[next]) {
        items.push(this.#spokenItem(placed));
        next += 1;
      }
    };
    for (const message of messages) {
      speakUntil(message.position);
      items.push(this.#messageItem(message));
    }
    speakUntil(Number.POSITIVE_INFINITY);
    return items;
  }

  #messageItem(message: Message): Unframed {
    const known = this.#items.get(message);
    if (known !== undefined) return known;
    const own = message.sender === this.#me;
    // Only the own client_id is a key: two people may have made the same one.
    const key = own && message.client_id !== undefined ? `c${message.client_id}` : `m${message.number}`;
    return this.#remember(message, { kind: 'message', ...placedAt(message.at), key, message, own });
  }

  #pendingItem(pending: PendingMessage): Unframed {
    const base = { ...placedAt(pending.at), key: `c${pending.clientId}` };
    return this.#items.get(pending) ?? this.#remember(pending, { kind: 'pending', ...base, pending });
  }

  #spokenItem(placed: PositionedEntry): Unframed {
    const { entry, position } = placed;
    const base = { ...placedAt(entry.at), key: `s${position}` };
    return this.#items.get(placed) ?? this.#remember(placed, { kind: 'system', ...base, entry });
  }

  #remember(source: Message | PendingMessage | PositionedEntry, item: Unframed): Unframed {
    this.#items.set(source, item);
    return item;
  }

  #keep(item: Unframed, frame: Omit<RowFrame, keyof RowBase>): Row {
    const before = this.#rows.get(item.key);
    const same =
      before !== undefined &&
      before.at === item.at &&
      before.startsDay === frame.startsDay &&
      before.startsUnread === frame.startsUnread &&
      before.startsGroup === frame.startsGroup &&
      before.endsGroup === frame.endsGroup;
    return same ? before : { ...item, ...frame };
  }

  #isSameRun(earlier: Unframed | undefined, later: Unframed | undefined): boolean {
    if (earlier === undefined || later === undefined) return false;
    const sender = this.#senderOf(earlier);
    if (sender === undefined || sender === null || sender !== this.#senderOf(later)) return false;
    return later.at.getTime() - earlier.at.getTime() < runMs && earlier.day === later.day;
  }

  #senderOf(item: Unframed): string | null | undefined {
    if (item.kind === 'message') return item.message.sender;
    return item.kind === 'pending' ? this.#me : undefined;
  }
}

function placedAt(time: string): { at: Date; day: number } {
  const at = new Date(time);
  return { at, day: startOfDay(at) };
}

function isUnread(item: Unframed, lineAfter: number): boolean {
  return item.kind === 'message' && !item.own && item.message.number > lineAfter;
}
