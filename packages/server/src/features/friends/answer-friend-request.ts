import type { FriendRequestStore, Pair } from '../../store/friend-request-store.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { answer, type Handler } from '../handler.ts';
import { refuse } from '../refusal.ts';
import { findTwo } from './find-two.ts';
import { requestView } from './request-view.ts';
import { tellFriendship, tellRequest } from './tell-friends.ts';

type Answered = 'read' | 'accepted' | 'rejected';

export function answerFriendRequest(node: PeopleNode): Handler<'answerFriendRequest'> {
  return async ({ caller, params, body }) => {
    const two = await findTwo(node, caller, params.username);
    if (two === undefined) return refuse('not_found');
    const { me, other } = two;
    const pair = { sender: other.key, recipient: me.key };
    const { requests } = node.store.friends;
    const stored = await requests.find(pair);
    if (stored === undefined || stored.isHidden) return refuse('not_found');
    if (!(await apply(requests, pair, body.status, node.clock.now()))) return refuse('not_found');
    const request = requestView({ from: other, to: me }, body.status, stored.createdAt);
    tellRequest(node, me.key, request);
    if (body.status === 'accepted') {
      tellRequest(node, other.key, request);
      tellFriendship(node, { from: other, to: me });
    }
    return answer(request);
  };
}

/** False: the request is gone, as when it was withdrawn meanwhile. */
function apply(requests: FriendRequestStore, pair: Pair, status: Answered, at: number): Promise<boolean> {
  if (status === 'read') return requests.markRead(pair);
  return status === 'accepted' ? requests.accept(pair, at) : requests.reject(pair);
}
