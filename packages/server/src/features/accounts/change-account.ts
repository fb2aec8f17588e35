import type { BodyOf } from '@parley/protocol/operation.ts';
import type { OperationTable } from '@parley/protocol/operation-table.ts';
import type { AccountRecord } from '../../store/account-record.ts';
import { answer, type Caller, type Handler } from '../handler.ts';
import { tellPresence } from '../presence/tell-presence.ts';
import { refuse } from '../refusal.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import type { PeopleNode } from './people-node.ts';
import { tellUser } from './tell-user.ts';
import { accountView } from './user-view.ts';

type Change = BodyOf<OperationTable['changeAccount']>;

export function changeAccount(node: PeopleNode): Handler<'changeAccount'> {
  return async ({ caller, body }) => {
    const { accounts, sessions } = node.store;
    const before = await accounts.byKey(caller.user);
    if (before === undefined) return refuse('unauthenticated');
    if (!(await mayChange(before, body))) return refuse('wrong_credentials');
    const { name, status_text: statusText, presence_visibility: presenceVisibility, email } = body;
    const changed = await accounts.change(caller.user, { name, statusText, presenceVisibility, email });
    if (changed === 'email_taken') return refuse('email_taken');
    // A code that went to the old address must not open the account (RESET4).
    if (email !== undefined && email !== before.email) await sessions.removeResets(caller.user);
    if (body.password !== undefined) await changePassword(node, caller, body.password);
    const after = await accounts.byKey(caller.user);
    if (after === undefined) return refuse('unauthenticated');
    await tellChange(node, before, after);
    return answer(accountView(after));
  };
}

async function mayChange(account: AccountRecord, { password, email, current_password }: Change) {
  if (password === undefined && email === undefined) return true;
  return isPassword(account.passwordHash, current_password ?? '');
}

async function changePassword(node: PeopleNode, caller: Caller, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const keep = caller.sessionHandle;
  const ended = await node.store.sessions.changePassword({ user: caller.user, passwordHash, keep });
  for (const handle of ended) node.people.endSession(handle);
}

async function tellChange(node: PeopleNode, before: AccountRecord, after: AccountRecord): Promise<void> {
  if (before.name !== after.name) node.everywhere.forgetPerson(after.key);
  if (before.name !== after.name || before.statusText !== after.statusText) await tellUser(node, after);
  if (before.presenceVisibility !== after.presenceVisibility) await tellPresence(node, after);
}
