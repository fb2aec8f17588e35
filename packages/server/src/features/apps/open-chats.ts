import type { OpenChat } from '@parley/protocol/app.ts';
import type { ChatNumber } from '@parley/protocol/scalars.ts';
import { timeOf } from '../../delivery/encode-entry.ts';
import type { PlacedEntry } from '../../log/log.ts';
import type { ChatRecord } from '../../store/chat-store.ts';
import { openChatOf } from '../chats/chat-access.ts';
import { createInLog } from '../chats/creation.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { numberIn } from '../number-cursor.ts';
import { Refusal } from '../refusal.ts';

export function createOpenChat(node: Node): Handler<'createOpenChat'> {
  return async ({ app, body }) => {
    const entry = await createInLog(node, app, {
      creation: { kind: 'open', members: [], invited: [] },
      name: body.name,
      clientId: body.client_id,
    });
    return entry instanceof Refusal ? entry : answer(newChatView(entry));
  };
}

export function listOpenChats(node: Node): Handler<'listOpenChats'> {
  return async ({ app, query }) => {
    const below = numberIn(query.cursor, Number.MAX_SAFE_INTEGER);
    if (below instanceof Refusal) return below;
    const records = await node.store.chats.openPage(app, below, query.limit);
    const last = records.length === query.limit ? records.at(-1) : undefined;
    const items = records.map((record) => chatView(record, record.messagesCount));
    return answer({ items, ...(last !== undefined && { next_cursor: String(last.number) }) });
  };
}

export function getOpenChat(node: Node): Handler<'getOpenChat'> {
  return async ({ app, params }) => {
    const state = await openChatOf(node, app, params.number);
    if (state instanceof Refusal) return state;
    // One chat is answered from its log, so that whoever just posted sees it counted; lists show the column.
    const { number } = await node.log.head(state.log);
    return answer(chatView(state, number));
  };
}

function chatView(
  { number, name, createdAt }: Pick<ChatRecord, 'number' | 'name' | 'createdAt'>,
  messages: number,
): OpenChat {
  return {
    number: number as ChatNumber,
    name,
    messages_count: messages,
    created_at: timeOf(createdAt),
  };
}

function newChatView(entry: PlacedEntry): OpenChat {
  return {
    number: entry.number as ChatNumber,
    name: entry.content ?? null,
    messages_count: 0,
    created_at: timeOf(entry.at),
  };
}
