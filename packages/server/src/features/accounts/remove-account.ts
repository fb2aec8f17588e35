import type { AccountRecord } from '../../store/account-record.ts';
import { type Handler, nothing } from '../handler.ts';
import { refuse } from '../refusal.ts';
import { avatarKey } from './avatar-key.ts';
import { isPassword } from './password-hash.ts';
import type { PeopleNode } from './people-node.ts';
import { userView } from './user-view.ts';

/** What becomes of the messages of who leaves for good. */
export type MessagesLeft = 'keep' | 'delete';

/**
 * Takes a user out of every chat and declines every invitation. `delete` makes tombstones of the user's messages,
 * `keep` leaves them, as from a deleted user. Doing it again is harmless.
 */
export type LeaveAllChats = (user: number, messages: MessagesLeft) => Promise<void>;

export interface Erasure {
  readonly account: AccountRecord;
  readonly messages: MessagesLeft;
}

export function removeAccount(node: PeopleNode, leaveAllChats: LeaveAllChats): Handler<'removeAccount'> {
  return async ({ caller, body }) => {
    const account = await node.store.accounts.byKey(caller.user);
    if (account === undefined) return refuse('unauthenticated');
    const { current_password: password, messages } = body;
    if (!(await isPassword(account.passwordHash, password))) return refuse('wrong_credentials');
    await eraseAccount(node, leaveAllChats, { account, messages });
    return { ...nothing, cookie: 'clear' };
  };
}

/** Removes an account with all that hangs on it (USER8). May be repeated when it was interrupted. */
export async function eraseAccount(
  node: PeopleNode,
  leaveAllChats: LeaveAllChats,
  { account, messages }: Erasure,
): Promise<void> {
  const { key } = account;
  await endSessions(node, key);
  // The account goes last: after a crash in between its owner can sign in and ask again.
  await leaveAllChats(key, messages);
  const friends = await node.store.friends.friendKeys(key);
  await node.store.accounts.remove(key, node.clock.now());
  node.everywhere.forgetPerson(key);
  await endSessions(node, key);
  await node.blobs.delete(avatarKey(key));
  const user = userView({ ...account, avatar: null });
  for (const friend of friends) node.people.tell(friend, { type: 'friend', user, status: 'removed' });
}

async function endSessions(node: PeopleNode, user: number): Promise<void> {
  await node.store.sessions.endAll(user);
  node.people.endUser(user);
}
