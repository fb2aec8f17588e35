import type { FriendsState } from '@parley/client/people/friends.ts';
import type { Profile, Relation } from '@parley/protocol/user.ts';

/** How we stand to each other now: the live lists know it sooner than an answer that was asked for. */
export function currentRelation(
  { username, relation }: Pick<Profile, 'username' | 'relation'>,
  state: FriendsState,
): Relation {
  if (relation === 'self' || relation === 'blocked' || !state.loaded) return relation;
  if (state.friends.some((friend) => friend.username === username)) return 'friend';
  if (state.received.some(({ from }) => from.username === username)) return 'request_received';
  return state.sent.some(({ to }) => to.username === username) ? 'request_sent' : 'none';
}
