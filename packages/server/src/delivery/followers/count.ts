import { entryKind } from '../../log/entry-kind.ts';
import type { PlacedEntry } from '../../log/log.ts';
import { appOf, chatOf, type LogKey } from '../../log/log-key.ts';
import type { Counts } from '../../store/tailer-store.ts';

interface ChatSum {
  messages: number;
  position: number;
  activeAt: number;
  /** The newest number each sender gave. */
  readonly sent: Map<number, number>;
}

/**
 * What a stretch of the log adds up to. Every figure is a running number the log gave, so counting a stretch again
 * changes nothing (COUNT1), and a sender's own messages are read by the sender (MARK2).
 */
export class CountSum {
  readonly #chats = new Map<LogKey, ChatSum>();
  readonly #apps = new Map<number, number>();

  /** Entries of one log or of several, those of each in order. */
  add(entries: readonly PlacedEntry[]): void {
    for (const entry of entries) {
      if (chatOf(entry.log) === 0) this.#apps.set(appOf(entry.log), entry.number);
      else this.#addToChat(entry);
    }
  }

  counts(): Counts {
    const chats = [...this.#chats];
    return {
      apps: [...this.#apps].map(([app, count]) => ({ app, chats: count })),
      chats: chats.map(([log, { messages, position, activeAt }]) => ({ log, messages, position, activeAt })),
      marks: chats.flatMap(([log, { sent }]) =>
        [...sent].map(([user, number]) => ({ log, user, delivered: number, read: number })),
      ),
    };
  }

  #addToChat({ log, number, position, at, author, kind }: PlacedEntry): void {
    let sum = this.#chats.get(log);
    if (sum === undefined) {
      sum = { messages: number, position, activeAt: at, sent: new Map() };
      this.#chats.set(log, sum);
    }
    sum.messages = number;
    sum.position = position;
    sum.activeAt = Math.max(sum.activeAt, at);
    if (kind === entryKind.message && author !== undefined) sum.sent.set(author, number);
  }
}
