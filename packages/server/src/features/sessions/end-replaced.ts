import type { PeopleNode } from '../accounts/people-node.ts';
import { hashSecret, isSessionToken } from './session-token.ts';

/** Ends the session whose cookie a new one takes the place of: nobody could sign it out any more (SESS10). */
export async function endReplaced(node: PeopleNode, token: string | undefined): Promise<void> {
  if (token === undefined || !isSessionToken(token)) return;
  const replaced = await node.store.sessions.find(hashSecret(token), node.clock.now());
  if (replaced === undefined) return;
  await node.store.sessions.end(replaced.user, replaced.handle);
  node.people.endSession(replaced.handle);
}
