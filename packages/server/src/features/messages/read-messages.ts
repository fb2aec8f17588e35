import type { PlacedEntry as WireEntry } from '@parley/protocol/entry.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import { encodeEntry, peopleIn } from '../../delivery/encode-entry.ts';
import { chatFor, openChatOf } from '../chats/chat-access.ts';
import { answer, type Handler, type Request } from '../handler.ts';
import type { Node } from '../node.ts';
import { numberIn } from '../number-cursor.ts';
import { Refusal, refuse } from '../refusal.ts';

export function getMessage(node: Node): Handler<'getMessage'> {
  return async ({ params, caller }) => {
    const state = await chatFor(node, caller, params.chat, 'read');
    return state instanceof Refusal ? state : one(node, state, params.number);
  };
}

export function getOpenMessage(node: Node): Handler<'getOpenMessage'> {
  return async ({ params, app }) => {
    const state = await openChatOf(node, app, params.chat);
    return state instanceof Refusal ? state : one(node, state, params.number);
  };
}

export function listEntries(node: Node): Handler<'listEntries'> {
  return async ({ params, query, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    return state instanceof Refusal ? state : answer(await entriesOf(node, state, query));
  };
}

export function listOpenEntries(node: Node): Handler<'listOpenEntries'> {
  return async ({ params, query, app }) => {
    const state = await openChatOf(node, app, params.number);
    return state instanceof Refusal ? state : answer(await entriesOf(node, state, query));
  };
}

export function listPins(node: Node): Handler<'listPins'> {
  return async ({ params, query, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    const below = numberIn(query.cursor, Number.MAX_SAFE_INTEGER);
    if (below instanceof Refusal) return below;
    const numbers = await node.store.messages.pins(state.log, below, query.limit);
    const views = await Promise.all(numbers.map((number) => node.messages.one(state.log, number)));
    const items = views.filter((view) => view !== undefined);
    const last = numbers.length === query.limit ? numbers.at(-1) : undefined;
    return answer({ items, ...(last !== undefined && { next_cursor: String(last) }) });
  };
}

async function one(node: Node, state: ChatState, number: number) {
  const message = await node.messages.one(state.log, number);
  return message === undefined ? refuse('not_found') : answer(message);
}

/** Oldest first after a position; newest first where `before` or `spoken` is asked for. */
function pageOf(node: Node, state: ChatState, query: Request<'listEntries'>['query']) {
  const { after, limit, cursor, spoken = false } = query;
  const isBack = spoken || query.before !== undefined;
  if (!isBack) return node.log.read(state.log, Number(cursor ?? after), limit);
  const before = Number(cursor ?? query.before ?? state.committed.position + 1);
  return node.log.readBack(state.log, { after, before, limit, spoken });
}

async function entriesOf(node: Node, state: ChatState, query: Request<'listEntries'>['query']) {
  const entries = await pageOf(node, state, query);
  await node.usernames.load(entries.flatMap(peopleIn));
  const items = entries.map(
    (entry) =>
      ({
        chat: state.number,
        position: entry.position,
        entry: encodeEntry(entry, node.usernames),
      }) as WireEntry,
  );
  const last = entries.length === query.limit ? entries.at(-1) : undefined;
  return { items, ...(last !== undefined && { next_cursor: String(last.position) }) };
}
