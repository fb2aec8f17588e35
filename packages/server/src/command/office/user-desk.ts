import { timeOf } from '../../delivery/encode-entry.ts';
import { hashPassword } from '../../features/accounts/password-hash.ts';
import type { PeopleNode } from '../../features/accounts/people-node.ts';
import { eraseAccount, type LeaveAllChats } from '../../features/accounts/remove-account.ts';
import type { ImportTarget, NewUser, UserDesk, UserSummary } from './office.ts';

export interface UserParts {
  readonly app: number;
  readonly node: PeopleNode;
  readonly leaveAllChats: LeaveAllChats;
}

const pageSize = 200;

/** The accounts of one app. */
export function openUserDesk({ app, node, leaveAllChats }: UserParts): UserDesk {
  const { accounts, sessions } = node.store;
  return {
    create: (user) => createAccount(node, app, user),
    list: () => listAccounts(node, app),
    setPassword: async (username, password) => {
      const account = await accounts.byUsername(app, username);
      if (account === undefined) return false;
      const passwordHash = await hashPassword(password);
      await sessions.changePassword({ user: account.key, passwordHash, keep: '' });
      return true;
    },
    makeOwner: async (username) => {
      const account = await accounts.byUsername(app, username);
      if (account !== undefined) await accounts.makeOwner(account.key);
      return account !== undefined;
    },
    remove: async (username, messages) => {
      const account = await accounts.byUsername(app, username);
      if (account === undefined) return false;
      await eraseAccount(node, leaveAllChats, { account, messages });
      return true;
    },
  };
}

/** Accounts for authors of imported messages: nobody can sign in to them until a password is set (CMD8). */
export function openImportUsers({ app, node }: UserParts): ImportTarget['ensureUser'] {
  const { accounts } = node.store;
  return async (username, name) => {
    const known = await accounts.byUsername(app, username);
    if (known !== undefined) return { key: known.key, created: false };
    const account = { app, username, name, email: null, passwordHash: null, createdAt: node.clock.now() };
    const created = await accounts.create(account);
    if (typeof created !== 'string') return { key: created.key, created: true };
    // Taken by somebody who made it just now, or by an account that is removed.
    const other = await accounts.byUsername(app, username);
    return other === undefined ? 'removed' : { key: other.key, created: false };
  };
}

async function createAccount({ store, clock }: PeopleNode, app: number, user: NewUser) {
  const { username, name, email = null, password, isOwner = false } = user;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const account = { app, username, name, email, passwordHash, createdAt: clock.now(), isOwner };
  const created = await store.accounts.create(account);
  return typeof created === 'string' ? created : 'created';
}

async function* listAccounts({ store }: PeopleNode, app: number): AsyncGenerator<UserSummary> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await store.accounts.directory({ app, after, limit: pageSize });
    for (const { key, username, name, createdAt } of page.people) {
      const account = await store.accounts.byKey(key);
      const can_sign_in = account?.passwordHash != null;
      const email = account?.email ?? null;
      const owner = account?.isOwner === true;
      yield { username, name, email, created_at: timeOf(createdAt), can_sign_in, owner };
    }
    after = page.next;
  }
}
