import type { Invitation } from '@parley/protocol/chat.ts';
import type { ChatNumber } from '@parley/protocol/scalars.ts';
import type { ChatState, InvitedState } from '../../delivery/chat-state.ts';
import { timeOf } from '../../delivery/encode-entry.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { refusalFor } from '../policy.ts';
import { Refusal, refuse } from '../refusal.ts';
import { chatFor } from './chat-access.ts';
import { viewOf } from './chat-view.ts';
import { friendsNamed } from './friends-named.ts';
import { cursorAt, placeIn } from './place-cursor.ts';

export function invite(node: Node): Handler<'invite'> {
  return async ({ params, body, caller }) => {
    const state = await chatFor(node, caller, params.number, 'invite');
    if (state instanceof Refusal) return state;
    const friends = await friendsNamed(node, caller, body.usernames, 'usernames');
    if (friends instanceof Refusal) return friends;
    await node.usernames.load(friends);
    const at = node.clock.now();
    const acceptance = await node.accept.inChat(state, (current) => {
      const refusal = refusalFor(current, caller.user, 'invite');
      if (refusal !== undefined) return refusal.error;
      const fresh = friends.filter((user) => !current.members.has(user) && !current.invited.has(user));
      if (fresh.length === 0 && friends.every((user) => current.members.has(user))) return alreadyMember;
      return fresh.map((user) => ({
        kind: entryKind.member_invited,
        at,
        author: caller.user,
        data: JSON.stringify({ user }),
      }));
    });
    if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
    const after = (await node.chats.load(state.log)) ?? state;
    return viewOf(node, after, caller);
  };
}

const alreadyMember = refuse('already_member').error;

export function listInvitations(node: Node): Handler<'listInvitations'> {
  return async ({ query, caller }) => {
    const before = placeIn(caller.app, query.cursor);
    if (before instanceof Refusal) return before;
    const { at, log } = before;
    const rows = await node.store.chats.invitationsOf(caller.user, { createdAt: at, log }, query.limit);
    const items: Invitation[] = [];
    for (const row of rows) {
      const state = await node.chats.load(row.log);
      const invited = state?.invited.get(caller.user);
      if (state !== undefined && invited !== undefined)
        items.push(await invitationView(node, state, invited));
    }
    const last = rows.length === query.limit ? rows.at(-1) : undefined;
    return answer({ items, ...(last && { next_cursor: cursorAt({ at: last.createdAt, log: last.log }) }) });
  };
}

export function answerInvitation(node: Node): Handler<'answerInvitation'> {
  return async ({ params, body, caller }) => {
    const state = await node.chats.find(caller.app, params.number);
    const invited = state && invitedIn(state, caller.user);
    if (state === undefined || invited === undefined) return refuse('not_found');
    await node.usernames.load([caller.user]);
    const kind = body.status === 'accepted' ? entryKind.member_joined : entryKind.invitation_declined;
    const at = node.clock.now();
    const data = JSON.stringify({ user: caller.user });
    const acceptance = await node.accept.inChat(state, (current) =>
      invitedIn(current, caller.user) ? [{ kind, at, author: caller.user, data }] : refuse('not_found').error,
    );
    if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
    return answer(await invitationView(node, (await node.chats.load(state.log)) ?? state, invited));
  };
}

/** A deleted group invites nobody. */
function invitedIn(state: ChatState, user: number): InvitedState | undefined {
  return state.deletedAt === null ? state.invited.get(user) : undefined;
}

async function invitationView(node: Node, state: ChatState, invited: InvitedState): Promise<Invitation> {
  if (invited.invitedBy !== null) await node.usernames.load([invited.invitedBy]);
  return {
    chat: state.number as ChatNumber,
    name: state.name,
    invited_by: invited.invitedBy === null ? null : node.usernames.of(invited.invitedBy).username,
    members_count: state.members.size,
    created_at: timeOf(invited.at),
  };
}
