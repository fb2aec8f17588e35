import type { PresenceState } from '@parley/protocol/user.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { presenceAs } from './presence-view.ts';
import { tellFriends } from './tell-presence.ts';

/**
 * Tells friends of presence as it changes, for as long as the node runs (PRES1). Changes of one person keep their order.
 * The answer waits for those under way, which need the store.
 */
export function announcePresence(node: PeopleNode): () => Promise<void> {
  const underWay = new Map<number, Promise<void>>();
  node.people.onPresence((user, state) => {
    const before = underWay.get(user) ?? Promise.resolve();
    const announced = before
      .then(() => announce(node, user, state))
      .catch((error: unknown) => node.logger.error('A presence could not be told', { error }))
      .finally(() => {
        if (underWay.get(user) === announced) underWay.delete(user);
      });
    underWay.set(user, announced);
  });
  return async () => void (await Promise.all(underWay.values()));
}

async function announce(node: PeopleNode, user: number, state: PresenceState): Promise<void> {
  const person = await node.store.accounts.byKey(user);
  // Who hides leaves no trace of when they were here, to be found after they stop hiding (PRES3).
  if (person === undefined || person.presenceVisibility === 'nobody') return;
  const lastSeen = state === 'offline' ? node.clock.now() : person.lastSeen;
  if (state === 'offline') await node.store.accounts.setLastSeen(user, lastSeen);
  await tellFriends(node, person, presenceAs(state, { ...person, lastSeen }));
}
