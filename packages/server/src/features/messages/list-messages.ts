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

type Query = Request<'listMessages'>['query'];

/** A page, newest first; with `after` alone, the page right above that number. */
async function pageOf(node: Node, state: ChatState, query: Query): Promise<MessageList> {
  const { limit, around, at } = query;
  const { position, number } = state.committed;
  if (around !== undefined) return pageAround(node, state, Math.min(around, number), limit);
  if (at !== undefined) return pageAround(node, state, await numberAt(node, state, Date.parse(at)), limit);
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

/** The page on whose middle a message stands; nearer to the end the newest ones. */
async function pageAround(node: Node, state: ChatState, target: number, limit: number): Promise<MessageList> {
  const { position, number } = state.committed;
  const newest = Math.min(number, Math.max(target + Math.floor(limit / 2), limit));
  const items = await node.messages.below(state.log, newest + 1, limit);
  return { items, position, ...(target > 0 && { target }) } as MessageList;
}

/**
 * The first message that is not older than a moment, the newest where all are older: found by halving, some twenty
 * reads in a chat of a million. Where clocks disagree, one that stands next to an older one.
 */
async function numberAt(node: Node, state: ChatState, moment: number): Promise<number> {
  let [low, high] = [Math.min(1, state.committed.number), state.committed.number];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = await node.messages.entry(state.log, middle);
    if (entry !== undefined && entry.at < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
