import type { PeopleNode } from '../accounts/people-node.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse } from '../refusal.ts';

export function endSession(node: PeopleNode): Handler<'endSession'> {
  return async ({ caller, params }) => {
    const own = caller.sessionHandle;
    const handle = params.handle === 'current' ? own : params.handle;
    if (!(await node.store.sessions.end(caller.user, handle))) return refuse('not_found');
    node.people.endSession(handle);
    return handle === own ? { ...nothing, cookie: 'clear' } : nothing;
  };
}
