import { answer, type Handler } from '../handler.ts';
import type { PeopleNode } from './people-node.ts';
import { profileViews } from './profile-view.ts';

export function listUsers(node: PeopleNode): Handler<'listUsers'> {
  return async ({ caller, query }) => {
    const { q, limit, cursor: after = '' } = query;
    const { people, next } = await node.store.accounts.directory({ app: caller.app, q, after, limit });
    const items = await profileViews(node, caller.user, people);
    return answer(next === undefined ? { items } : { items, next_cursor: next });
  };
}
