import { appNamed } from '../accounts/app-named.ts';
import { isPassword } from '../accounts/password-hash.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import type { Handler } from '../handler.ts';
import { refuse } from '../refusal.ts';
import { startSession } from './start-session.ts';

export function signIn(node: PeopleNode): Handler<'signIn'> {
  return async ({ body, device }) => {
    const app = await appNamed(node, body.app);
    if (app === undefined) return refuse('not_found');
    const account = await node.store.accounts.byUsername(app, body.username);
    const isRight = await isPassword(account?.passwordHash ?? null, body.password);
    if (account === undefined || !isRight) return refuse('wrong_credentials');
    return startSession(node, account, { device, cookie: body.cookie === true });
  };
}
