import { epochHeader } from '@parley/protocol/epoch-header.ts';
import type { Member } from '@parley/protocol/member.ts';
import { memberView } from '../../delivery/chat-views.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal } from '../refusal.ts';
import { chatFor } from './chat-access.ts';
import { viewOf } from './chat-view.ts';
import { byPlace, cursorAt, placeIn } from './place-cursor.ts';

export function getChat(node: Node): Handler<'getChat'> {
  return async ({ params, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    const view = await viewOf(node, state, caller);
    return view instanceof Refusal ? view : { ...view, headers: { [epochHeader]: node.log.epoch } };
  };
}

export function listChats(node: Node): Handler<'listChats'> {
  return async ({ query, caller }) => {
    const place = placeIn(caller.app, query.cursor);
    if (place instanceof Refusal) return place;
    const memberships = await node.store.chats.memberships(caller.user);
    const rest = memberships
      .map(({ activeAt, log }) => ({ at: activeAt, log }))
      .filter((membership) => byPlace(place, membership) < 0)
      .sort(byPlace);
    const page = rest.slice(0, query.limit);
    const states = await Promise.all(page.map(({ log }) => node.chats.load(log)));
    const mine = states.filter((state) => state?.members.has(caller.user));
    const views = await Promise.all(
      mine.flatMap((state) => (state ? [node.chatViews.of(state, caller.user)] : [])),
    );
    const items = views.filter((view) => view !== undefined);
    const last = rest.length > page.length ? page.at(-1) : undefined;
    return answer({ items, ...(last && { next_cursor: cursorAt(last) }) });
  };
}

export function listMembers(node: Node): Handler<'listMembers'> {
  return async ({ params, query, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    const after = query.cursor ?? '';
    const members: Member[] = [...state.members.values()].map(memberView);
    members.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const rest = members.filter((member) => placeOf(member) > after);
    const items = rest.slice(0, query.limit);
    const last = rest.length > items.length ? items.at(-1) : undefined;
    return answer({ items, ...(last && { next_cursor: placeOf(last) }) });
  };
}

/** By username; whoever has none any more stands behind all others. */
function placeOf({ username }: Member): string {
  return username ?? '~';
}
