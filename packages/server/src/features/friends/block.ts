import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse, refuseField } from '../refusal.ts';
import { findTwo, type Two } from './find-two.ts';
import { requestView } from './request-view.ts';
import { tellEnd, tellRequest } from './tell-friends.ts';

export function block(node: PeopleNode): Handler<'block'> {
  return async ({ caller, params }) => {
    const { username } = params;
    if (username === caller.username) return refuseField('username', 'is yourself; name somebody else');
    const two = await findTwo(node, caller, username);
    if (two === undefined) return refuse('not_found');
    const { me, other } = two;
    const ended = await node.store.friends.block(me.key, other.key);
    node.chats.setBlocked(me.key, other.key, true);
    if (ended.friendshipEnded) tellEnd(node, { from: me, to: other });
    if (ended.requestWithdrawn) tellClosed(node, two);
    if (ended.requestHidden) {
      tellRequest(node, me.key, requestView({ from: other, to: me }, 'rejected', node.clock.now()));
    }
    return nothing;
  };
}

/** The blocker's own request looks withdrawn to both (FRIEND8). */
function tellClosed(node: PeopleNode, { me, other }: Two): void {
  const closed = requestView({ from: me, to: other }, 'rejected', node.clock.now());
  for (const key of [me.key, other.key]) tellRequest(node, key, closed);
}
