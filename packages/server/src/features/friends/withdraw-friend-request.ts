import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse } from '../refusal.ts';
import { findTwo } from './find-two.ts';
import { requestView } from './request-view.ts';
import { tellRequest } from './tell-friends.ts';

export function withdrawFriendRequest(node: PeopleNode): Handler<'withdrawFriendRequest'> {
  return async ({ caller, params }) => {
    const two = await findTwo(node, caller, params.username);
    if (two === undefined) return refuse('not_found');
    const { me, other } = two;
    const pair = { sender: me.key, recipient: other.key };
    const { requests } = node.store.friends;
    const stored = await requests.find(pair);
    if (stored === undefined || !(await requests.withdraw(pair))) return refuse('not_found');
    // To both sides `rejected` says no more than that it is open no longer (FRIEND6).
    const closed = requestView({ from: me, to: other }, 'rejected', stored.createdAt);
    tellRequest(node, me.key, closed);
    if (!stored.isHidden) tellRequest(node, other.key, closed);
    return nothing;
  };
}
