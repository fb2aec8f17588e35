import type { MessageList } from '@parley/protocol/message.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import { chatFor, openChatOf } from '../chats/chat-access.ts';
import { answer, type Handler, type Request } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal } from '../refusal.ts';

export function listMessages(node: Node): Handler<'listMessages'> {
  return async ({ params, query, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    return state instanceof Refusal ? state : answer(await pageOf(node, state, query));
  };
}

export function listOpenMessages(node: Node): Handler<'listOpenMessages'> {
  return async ({ params, query, app }) => {
    const state = await openChatOf(node, app, params.number);
    return state instanceof Refusal ? state : answer(await pageOf(node, state, query));
  };
}

/** A page, newest first; with `after` alone, the page right above that number. */
async function pageOf(
  node: Node,
  state: ChatState,
  query: Request<'listMessages'>['query'],
): Promise<MessageList> {
  const { limit } = query;
  const { position, number } = state.committed;
  const before = Math.min(Number(query.cursor ?? query.before ?? number + 1), number + 1);
  if (query.after !== undefined && query.cursor === undefined && query.before === undefined) {
    const items = await node.messages.above(state.log, query.after, limit);
    return { items: items.reverse(), position } as MessageList;
  }
  const lowest = query.after ?? 0;
  const items = (await node.messages.below(state.log, before, limit)).filter((item) => item.number > lowest);
  const last = items.at(-1)?.number ?? 1;
  const more = items.length === limit && last > lowest + 1;
  return { items, position, ...(more && { next_cursor: String(last) }) } as MessageList;
}
