import type { Member } from '@parley/protocol/member.ts';
import { memberView } from '../../delivery/chat-views.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal, refuseField } from '../refusal.ts';
import { chatFor } from './chat-access.ts';

export function getChat(node: Node): Handler<'getChat'> {
  return async ({ params, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    return state instanceof Refusal ? state : answer(await node.chatViews.of(state, caller.user));
  };
}

export function listChats(node: Node): Handler<'listChats'> {
  return async ({ query, caller }) => {
    const from = Number(query.cursor ?? 0);
    if (!Number.isSafeInteger(from))
      return refuseField('cursor', 'is not a cursor; use next_cursor as it was');
    const memberships = await node.store.chats.memberships(caller.user);
    memberships.sort((a, b) => b.activeAt - a.activeAt || b.log - a.log);
    const page = memberships.slice(from, from + query.limit);
    const states = await Promise.all(page.map(({ log }) => node.chats.load(log)));
    const mine = states.filter((state) => state?.members.has(caller.user));
    const items = await Promise.all(
      mine.flatMap((state) => (state ? [node.chatViews.of(state, caller.user)] : [])),
    );
    const end = from + query.limit;
    return answer({ items, ...(end < memberships.length && { next_cursor: String(end) }) });
  };
}

export function listMembers(node: Node): Handler<'listMembers'> {
  return async ({ params, query, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    const after = query.cursor ?? '';
    const members: Member[] = [...state.members.values()].map(memberView);
    members.sort((a, b) => compare(a.username, b.username));
    const rest = members.filter((member) => compare(member.username, after) > 0);
    const items = rest.slice(0, query.limit);
    const last = items.at(-1)?.username;
    return answer({ items, ...(rest.length > items.length && last && { next_cursor: last }) });
  };
}

function compare(one: string | null, other: string | null): number {
  return (one ?? '') < (other ?? '') ? -1 : (one ?? '') > (other ?? '') ? 1 : 0;
}
