import type { PeopleNode } from '../accounts/people-node.ts';
import { userView } from '../accounts/user-view.ts';
import { answer, type Handler } from '../handler.ts';

export function listBlocks(node: PeopleNode): Handler<'listBlocks'> {
  return async ({ caller, query }) => {
    const { limit, cursor: after = '' } = query;
    const found = await node.store.friends.blocks(caller.user, after, limit + 1);
    const items = found.slice(0, limit).map(userView);
    const last = items.at(-1);
    if (found.length <= limit || last === undefined) return answer({ items });
    return answer({ items, next_cursor: last.username });
  };
}
