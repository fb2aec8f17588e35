import { answer, type Handler } from '../handler.ts';
import { refuse } from '../refusal.ts';
import type { PeopleNode } from './people-node.ts';
import { accountView } from './user-view.ts';

export function getAccount(node: PeopleNode): Handler<'getAccount'> {
  return async ({ caller }) => {
    const account = await node.store.accounts.byKey(caller.user);
    return account === undefined ? refuse('unauthenticated') : answer(accountView(account));
  };
}
