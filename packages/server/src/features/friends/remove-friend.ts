import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse } from '../refusal.ts';
import { findTwo } from './find-two.ts';
import { tellEnd } from './tell-friends.ts';

export function removeFriend(node: PeopleNode): Handler<'removeFriend'> {
  return async ({ caller, params }) => {
    const two = await findTwo(node, caller, params.username);
    if (two === undefined) return refuse('not_found');
    const { me, other } = two;
    if (!(await node.store.friends.unfriend(me.key, other.key))) return refuse('not_found');
    tellEnd(node, { from: me, to: other });
    return nothing;
  };
}
