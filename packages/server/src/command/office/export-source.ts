import type { Message } from '@parley/protocol/message.ts';
import type { MessageViews } from '../../delivery/message-views.ts';
import type { Log } from '../../log/log.ts';
import { appLog, chatLog } from '../../log/log-key.ts';
import type { ChatStore } from '../../store/chat-store.ts';
import type { ExportedChat, ExportedMessage, ExportSource } from './office.ts';

const pageSize = 500;

interface Parts {
  readonly app: number;
  readonly log: Log;
  readonly chats: ChatStore;
  readonly views: MessageViews;
}

/** The chats of one app with their messages, a page at a time. */
export function openExportSource(parts: Parts): ExportSource {
  return {
    chats: () => chatsOf(parts),
    chat: (number) => chatOf(parts, number),
    messages: (chat) => messagesOf(parts, chat),
  };
}

async function chatOf({ app, log, chats }: Parts, number: number): Promise<ExportedChat | undefined> {
  const key = chatLog(app, number);
  const record = await chats.byLog(key);
  if (record === undefined || record.deletedAt !== null) return undefined;
  const { name, kind } = record;
  return { number, name, kind, messages_count: (await log.head(key)).number };
}

async function* chatsOf(parts: Parts): AsyncGenerator<ExportedChat> {
  const { number: last } = await parts.log.head(appLog(parts.app));
  for (let number = 1; number <= last; number++) {
    const chat = await chatOf(parts, number);
    if (chat !== undefined) yield chat;
  }
}

async function* messagesOf({ app, views }: Parts, chat: number): AsyncGenerator<ExportedMessage> {
  for (let after = 0, isMore = true; isMore; ) {
    const page = await views.above(chatLog(app, chat), after, pageSize);
    for (const message of page) yield exported(chat, message);
    after = page.at(-1)?.number ?? after;
    isMore = page.length === pageSize;
  }
}

function exported(chat: number, message: Message): ExportedMessage {
  const { number, position, at, sender, content, client_id, edited_at, deleted_at, reply_to } = message;
  return {
    chat,
    number,
    position,
    at,
    user: sender,
    text: content,
    ...(client_id !== undefined && { client_id }),
    ...(edited_at !== undefined && { edited_at }),
    ...(deleted_at !== undefined && { deleted_at }),
    ...(reply_to !== undefined && { reply_to }),
  };
}
