import type { MessageMatch } from '@parley/protocol/message.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import type { MessagePlace } from '../../delivery/message-search.ts';
import { chatLog, chatOf } from '../../log/log-key.ts';
import { chatFor, openChatOf } from '../chats/chat-access.ts';
import { answer, type Handler, type Request } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal, refuseField } from '../refusal.ts';

export function searchMessages(node: Node): Handler<'searchMessages'> {
  return async ({ params, query, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    return state instanceof Refusal ? state : byCursor(node, state, query);
  };
}

export function searchOpenMessages(node: Node): Handler<'searchOpenMessages'> {
  return async ({ params, query, app }) => {
    const state = await openChatOf(node, app, params.number);
    return state instanceof Refusal ? state : byCursor(node, state, query);
  };
}

export function autocompleteMessages(node: Node): Handler<'autocompleteMessages'> {
  return async ({ params, query, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    return state instanceof Refusal ? state : byPage(node, state, query);
  };
}

export function autocompleteOpenMessages(node: Node): Handler<'autocompleteOpenMessages'> {
  return async ({ params, query, app }) => {
    const state = await openChatOf(node, app, params.number);
    return state instanceof Refusal ? state : byPage(node, state, query);
  };
}

async function byCursor(node: Node, state: ChatState, query: Request<'searchMessages'>['query']) {
  const before = placeAt(state.app, query.cursor);
  if (before instanceof Refusal) return before;
  if (before !== undefined && before.log !== state.log) return notACursor;
  const found = await node.search.find({ logs: [state.log], query: query.q, before, limit: query.limit });
  return answer({ items: found.matches.map(matchView), ...nextCursor(found.next) });
}

async function byPage(node: Node, state: ChatState, query: Request<'autocompleteMessages'>['query']) {
  const { keyword, limit, page } = query;
  const total = await node.search.count(state.log, keyword);
  const skip = (page - 1) * limit;
  const found =
    skip >= total
      ? { matches: [] }
      : await node.search.find({ logs: [state.log], query: keyword, skip, limit });
  return answer({ items: found.matches.map(matchView) }, { headers: { 'x-total-hits': String(total) } });
}

const notACursor = refuseField('cursor', 'is not a cursor of this search; use next_cursor as it was');

/** The message at which a search goes on: cursors name it by chat and number, never by a key of ours. */
export function placeAt(app: number, cursor: string | undefined): MessagePlace | undefined | Refusal {
  if (cursor === undefined) return undefined;
  const [, chat, number] = /^([1-9]\d{0,9})\.([1-9]\d{0,9})$/.exec(cursor) ?? [];
  if (chat === undefined || number === undefined) return notACursor;
  return { log: chatLog(app, Number(chat)), number: Number(number) };
}

export function nextCursor(next: MessagePlace | undefined): { next_cursor?: string } {
  return next === undefined ? {} : { next_cursor: `${chatOf(next.log)}.${next.number}` };
}

export function matchView({ message, highlights }: MessageMatch): MessageMatch {
  return { message, highlights };
}
