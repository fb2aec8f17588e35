import type { AccountRecord } from '../../store/account-record.ts';
import type { PeopleNode } from './people-node.ts';
import { userView } from './user-view.ts';

/** Tells friends, and the person's other devices, what everybody may now see of a person (USER5). */
export async function tellUser(node: PeopleNode, account: AccountRecord): Promise<void> {
  const frame = { type: 'user', user: userView(account) } as const;
  const friends = await node.store.friends.friendKeys(account.key);
  for (const key of [account.key, ...friends]) node.people.tell(key, frame);
}
