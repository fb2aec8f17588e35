import type { Friend } from '@parley/protocol/friend.ts';
import type { FriendRecord } from '../../store/friend-store.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { userView } from '../accounts/user-view.ts';
import { answer, type Handler } from '../handler.ts';
import { presenceForFriends } from '../presence/presence-view.ts';

export function listFriends(node: PeopleNode): Handler<'listFriends'> {
  return async ({ caller, query }) => {
    const { limit, cursor: after = '' } = query;
    const found = await node.store.friends.friends(caller.user, after, limit + 1);
    const items = found.slice(0, limit).map((friend) => friendView(node, friend));
    const last = items.at(-1);
    if (found.length <= limit || last === undefined) return answer({ items });
    return answer({ items, next_cursor: last.username });
  };
}

function friendView(node: PeopleNode, { person, since }: FriendRecord): Friend {
  return {
    ...userView(person),
    ...presenceForFriends(node, person),
    since: new Date(since).toISOString(),
  };
}
