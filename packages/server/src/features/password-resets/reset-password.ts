import { hashPassword } from '../accounts/password-hash.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse } from '../refusal.ts';
import { hashSecret } from '../sessions/session-token.ts';

export function resetPassword(node: PeopleNode): Handler<'resetPassword'> {
  return async ({ params, body }) => {
    const { sessions } = node.store;
    const hash = hashSecret(params.code);
    const user = await sessions.findReset(hash, node.clock.now());
    if (user === undefined) return refuse('not_found');
    const passwordHash = await hashPassword(body.password);
    if (!(await sessions.useReset({ hash, user, passwordHash }))) return refuse('not_found');
    node.people.endUser(user);
    return { ...nothing, cookie: 'clear' };
  };
}
