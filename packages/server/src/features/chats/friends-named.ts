import type { Caller } from '../handler.ts';
import type { Node } from '../node.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Keys of friends by name; whoever is not a friend is refused by field, known or not. */
export async function friendsNamed(
  node: Node,
  caller: Caller,
  usernames: readonly string[],
  field: string,
): Promise<number[] | Refusal> {
  const names = [...new Set(usernames)];
  const keys = await node.store.accounts.keysOf(caller.app, names);
  const friends = await node.store.friends.friendsAmong(caller.user, [...keys.values()]);
  const strangers = usernames.flatMap((name, index) => {
    const key = keys.get(name);
    const known = key !== undefined && friends.has(key);
    return known
      ? []
      : [{ field: `${field}.${index}`, problem: 'is not a friend of yours; become friends first' }];
  });
  if (strangers.length > 0) return refuse('not_friends', undefined, { fields: strangers });
  return names.flatMap((name) => keys.get(name) ?? []);
}
