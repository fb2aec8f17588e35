import { answer, type Handler } from '../handler.ts';
import { refuse } from '../refusal.ts';
import type { PeopleNode } from './people-node.ts';
import { profileViews } from './profile-view.ts';

export function getUser(node: PeopleNode): Handler<'getUser'> {
  return async ({ caller, params }) => {
    const person = await node.store.accounts.byUsername(caller.app, params.username);
    if (person === undefined) return refuse('not_found');
    const [profile] = await profileViews(node, caller.user, [person]);
    return profile === undefined ? refuse('not_found') : answer(profile);
  };
}
