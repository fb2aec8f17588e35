import { randomBytes } from 'node:crypto';
import type { SignedIn } from '@parley/protocol/user.ts';
import type { AccountRecord } from '../../store/account-record.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { accountView } from '../accounts/user-view.ts';
import { answer, type Success } from '../handler.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { cookieExpiry, expiryOf } from './session-life.ts';
import { hashSecret, newSessionToken } from './session-token.ts';

interface Visit {
  readonly device: string;
  /** Whether the token goes into a cookie instead of the answer. */
  readonly cookie: boolean;
}

const longestDevice = 200;

/** Opens a session for somebody whose password was right a moment ago; refused if it is so no more. */
export async function startSession(
  node: PeopleNode,
  account: AccountRecord,
  { device, cookie }: Visit,
): Promise<Success<SignedIn> | Refusal> {
  const now = node.clock.now();
  const token = newSessionToken();
  const handle = randomBytes(12).toString('base64url');
  const started = await node.store.sessions.start({
    hash: hashSecret(token),
    handle,
    user: account.key,
    passwordHash: account.passwordHash ?? '',
    device: readable(device),
    createdAt: now,
    expiresAt: expiryOf(node, now),
  });
  if (!started) return refuse('wrong_credentials');
  const session = { handle, expires_at: new Date(expiryOf(node, now)).toISOString() };
  const user = accountView(account);
  if (!cookie) return answer({ user, session: { ...session, token } });
  return answer({ user, session }, { cookie: { token, expiresAt: cookieExpiry(now) } });
}

/** The name comes from outside and is shown in a list. */
function readable(device: string): string {
  return device
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, longestDevice)
    .toWellFormed();
}
