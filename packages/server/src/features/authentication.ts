import type { SessionRecord } from '../store/session-record.ts';
import type { PeopleNode } from './accounts/people-node.ts';
import type { Caller } from './handler.ts';
import { type Refusal, refuse } from './refusal.ts';
import { expiryOf } from './sessions/session-life.ts';
import { hashSecret, isSessionToken } from './sessions/session-token.ts';

/** A session's last use is written down at most this often (SESS3). */
const touchEveryMs = 60_000;

/** Who holds this session token. Usually without SQL: the store remembers sessions for some seconds (SESS6). */
export async function authenticate(node: PeopleNode, token: string | undefined): Promise<Caller | Refusal> {
  if (token === undefined || !isSessionToken(token)) return refuse('unauthenticated');
  const now = node.clock.now();
  const hash = hashSecret(token);
  const session = await node.store.sessions.find(hash, now);
  if (session === undefined) return refuse('unauthenticated');
  if (session.expiresAt <= now) return refuse('session_expired');
  if (now - session.lastUsedAt >= touchEveryMs) touch(node, hash, session);
  const { user, app, username, handle } = session;
  return { user, app, username, sessionHandle: handle };
}

/** The request does not wait for it, and succeeds without it. */
function touch(node: PeopleNode, hash: Uint8Array, session: SessionRecord): void {
  const now = node.clock.now();
  node.store.sessions.touch(hash, session, now, expiryOf(node, now)).catch((error: unknown) => {
    node.logger.warn('The use of a session could not be written down', { error });
  });
}
