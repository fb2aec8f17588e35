import type { FriendRequest } from '@parley/protocol/friend.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { answer, type Handler, type Success } from '../handler.ts';
import { type Refusal, refuse, refuseField } from '../refusal.ts';
import { findTwo, type Two } from './find-two.ts';
import { requestView } from './request-view.ts';
import { tellFriendship, tellRequest } from './tell-friends.ts';

export function sendFriendRequest(node: PeopleNode): Handler<'sendFriendRequest'> {
  return async ({ caller, body }) => {
    const { to } = body;
    if (to === caller.username) return refuseField('to', 'is yourself; name somebody else');
    const two = await findTwo(node, caller, to);
    if (two === undefined) return refuse('not_found');
    const { me, other } = two;
    const { friends } = node.store;
    if (await friends.hasBlocked(me.key, other.key))
      return refuse('blocked', 'You have blocked this person.');
    const at = node.clock.now();
    const outcome = await friends.requests.send({ sender: me.key, recipient: other.key }, at);
    if (outcome === 'not_sent') return refuse('not_found');
    if (outcome === 'sent') return sent(node, two, at);
    return outcome === 'befriended' ? befriended(node, two, at) : refuse(outcome);
  };
}

async function sent(node: PeopleNode, { me, other }: Two, at: number): Promise<Success<FriendRequest>> {
  const request = requestView({ from: me, to: other }, 'unread', at);
  tellRequest(node, me.key, request);
  const stored = await node.store.friends.requests.find({ sender: me.key, recipient: other.key });
  // Whoever has blocked the sender hears nothing, and the sender's answer is the same (FRIEND7).
  if (stored?.isHidden === false) tellRequest(node, other.key, request);
  return answer(request);
}

/** The other had asked already (FRIEND3). */
function befriended(node: PeopleNode, { me, other }: Two, at: number): Success<FriendRequest> | Refusal {
  const theirs = requestView({ from: other, to: me }, 'accepted', at);
  for (const key of [me.key, other.key]) tellRequest(node, key, theirs);
  tellFriendship(node, { from: other, to: me });
  return answer(requestView({ from: me, to: other }, 'accepted', at));
}
