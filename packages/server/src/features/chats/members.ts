import type { ErrorObject } from '@parley/protocol/errors.ts';
import type { ChatState, MemberState } from '../../delivery/chat-state.ts';
import { memberView } from '../../delivery/chat-views.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft } from '../../log/log.ts';
import { answer, type Caller, type Handler, nothing } from '../handler.ts';
import type { Node } from '../node.ts';
import { outranks, refusalFor } from '../policy.ts';
import { Refusal, refuse } from '../refusal.ts';
import { chatFor } from './chat-access.ts';
import { tellGone } from './tell-gone.ts';

export function changeRole(node: Node): Handler<'changeRole'> {
  return async ({ params, body, caller }) => {
    const state = await chatFor(node, caller, params.number, 'change_role');
    if (state instanceof Refusal) return state;
    const at = node.clock.now();
    const acceptance = await node.accept.inChat(state, (current) => {
      const refusal = refusalFor(current, caller.user, 'change_role');
      const member = memberNamed(current, params.username);
      if (refusal !== undefined) return refusal.error;
      if (member === undefined) return refuse('not_found').error;
      if (member.role === body.role) return [];
      if (member.role === 'owner' && isLastOwner(current, member)) return refuse('last_owner').error;
      const data = JSON.stringify({ user: member.user, role: body.role });
      return [{ kind: entryKind.role_changed, at, author: caller.user, data }];
    });
    if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
    const member = memberNamed((await node.chats.load(state.log)) ?? state, params.username);
    return member === undefined ? refuse('not_found') : answer(memberView(member));
  };
}

export function removeMember(node: Node): Handler<'removeMember'> {
  return async ({ params, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    const at = node.clock.now();
    const invited = [...state.invited.keys()];
    const acceptance = await node.accept.inChat(state, (current) =>
      removal(current, caller, { username: params.username, at }),
    );
    if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
    if ((await node.chats.load(state.log))?.deletedAt !== null) tellGone(node, state.number, invited);
    return nothing;
  };
}

/** Leaving, removing somebody else, or taking an invitation back. */
function removal(
  state: ChatState,
  caller: Caller,
  { username, at }: { readonly username: string; readonly at: number },
): readonly Draft[] | ErrorObject {
  const refusal = refusalFor(state, caller.user, 'read');
  if (refusal !== undefined) return refusal.error;
  const member = memberNamed(state, username);
  if (member?.user === caller.user) return leaving(state, member, at);
  if (member === undefined) return withdrawal(state, caller, { username, at });
  const forbidden = refusalFor(state, caller.user, 'remove_member');
  if (forbidden !== undefined) return forbidden.error;
  const own = state.members.get(caller.user);
  if (own === undefined || !outranks(own.role, member.role)) return refuse('forbidden').error;
  return [leftDraft(member.user, caller.user, at)];
}

/** Drafts of somebody's leaving; the last one to leave a group deletes it. A private chat is for its two. */
export function leaving(state: ChatState, member: MemberState, at: number): readonly Draft[] | ErrorObject {
  if (state.kind === 'private') return refuse('forbidden').error;
  if (state.members.size === 1) return [{ kind: entryKind.chat_deleted, at, author: member.user }];
  if (isLastOwner(state, member)) return refuse('last_owner').error;
  return [leftDraft(member.user, member.user, at)];
}

function withdrawal(
  state: ChatState,
  caller: Caller,
  { username, at }: { readonly username: string; readonly at: number },
): readonly Draft[] | ErrorObject {
  for (const [user, invited] of state.invited) {
    if (invited.username !== username) continue;
    const own = invited.invitedBy === caller.user;
    const forbidden = own ? undefined : refusalFor(state, caller.user, 'withdraw_invitation');
    if (forbidden !== undefined) return forbidden.error;
    const data = JSON.stringify({ user });
    return [{ kind: entryKind.invitation_declined, at, author: caller.user, data }];
  }
  return refuse('not_found').error;
}

function leftDraft(user: number, author: number, at: number): Draft {
  return { kind: entryKind.member_left, at, author, data: JSON.stringify({ user }) };
}

function memberNamed(state: ChatState, username: string): MemberState | undefined {
  return [...state.members.values()].find((member) => member.username === username);
}

function isLastOwner(state: ChatState, member: MemberState): boolean {
  return (
    member.role === 'owner' &&
    [...state.members.values()].filter((each) => each.role === 'owner').length === 1
  );
}
