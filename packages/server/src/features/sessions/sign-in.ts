import type { AccountRecord } from '../../store/account-record.ts';
import { appNamed } from '../accounts/app-named.ts';
import { hashPassword, isOutdated, isPassword } from '../accounts/password-hash.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import type { Handler } from '../handler.ts';
import { Refusal, refuse } from '../refusal.ts';
import { endReplaced } from './end-replaced.ts';
import { startSession } from './start-session.ts';

export function signIn(node: PeopleNode): Handler<'signIn'> {
  return async ({ body, device, replaces }) => {
    const app = await appNamed(node, body.app);
    if (app === undefined) return refuse('not_found');
    const account = await node.store.accounts.byUsername(app, body.username);
    const isRight = await isPassword(account?.passwordHash ?? null, body.password);
    if (account === undefined || !isRight) return refuse('wrong_credentials');
    const started = await startSession(node, account, { device, cookie: body.cookie === true });
    if (started instanceof Refusal) return started;
    if (body.cookie === true) await endReplaced(node, replaces);
    await renewHash(node, account, body.password);
    return started;
  };
}

/** Only now is the password known: a hash of an older cost is made anew (USER2). */
async function renewHash(node: PeopleNode, account: AccountRecord, password: string): Promise<void> {
  const from = account.passwordHash;
  if (from === null || !isOutdated(from)) return;
  await node.store.sessions.rehash({ user: account.key, from, to: await hashPassword(password) });
}
