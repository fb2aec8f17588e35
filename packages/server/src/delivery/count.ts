import { entryKind } from '../log/entry-kind.ts';
import type { StoredEntry } from '../log/log.ts';
import { appOf, chatOf, type LogKey } from '../log/log-key.ts';
import type { MarkRecord } from '../store/chat-store.ts';
import type { AppCount, ChatCount, Counts } from '../store/tailer-store.ts';

/**
 * Counts that a stretch of the log adds up to. Every figure is a running number the log gave, so applying a
 * stretch again changes nothing (COUNT1), and a sender's own messages are read by the sender (MARK2).
 */
export function countEntries(entries: readonly StoredEntry[]): Counts {
  const chats = new Map<LogKey, ChatCount>();
  const apps = new Map<number, AppCount>();
  const marks = new Map<string, MarkRecord>();
  for (const entry of entries) {
    const { log, number, position, at, author } = entry;
    if (chatOf(log) === 0) {
      apps.set(appOf(log), { app: appOf(log), chats: number });
      continue;
    }
    const activeAt = Math.max(at, chats.get(log)?.activeAt ?? 0);
    chats.set(log, { log, messages: number, position, activeAt });
    if (entry.kind === entryKind.message && author !== undefined) {
      marks.set(`${log}:${author}`, { log, user: author, delivered: number, read: number });
    }
  }
  return { chats: [...chats.values()], apps: [...apps.values()], marks: [...marks.values()] };
}
