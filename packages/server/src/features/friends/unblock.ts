import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse } from '../refusal.ts';

export function unblock(node: PeopleNode): Handler<'unblock'> {
  return async ({ caller, params }) => {
    const other = await node.store.accounts.byUsername(caller.app, params.username);
    if (other === undefined) return refuse('not_found');
    const { friends } = node.store;
    if (!(await friends.unblock(caller.user, other.key))) return refuse('not_found');
    // The other may have blocked the caller too, and that stays.
    node.everywhere.setBlocked(caller.user, other.key, await friends.isBlocked(caller.user, other.key));
    return nothing;
  };
}
