import type { FrameOf } from '@parley/protocol/frames.ts';
import type { PersonRecord } from '../../store/account-record.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { type PresenceView, presenceForFriends } from './presence-view.ts';

/** Tells all friends of somebody what they may see of the presence now. */
export async function tellPresence(node: PeopleNode, person: PersonRecord): Promise<void> {
  await tellFriends(node, person, presenceForFriends(node, person));
}

/** Tells one friend, as when a friendship begins. */
export function tellPresenceTo(node: PeopleNode, person: PersonRecord, friend: number): void {
  node.people.tell(friend, frameOf(person, presenceForFriends(node, person)));
}

/** Tells all friends of somebody a given presence. */
export async function tellFriends(node: PeopleNode, person: PersonRecord, view: PresenceView): Promise<void> {
  const frame = frameOf(person, view);
  for (const friend of await node.store.friends.friendKeys(person.key)) node.people.tell(friend, frame);
}

function frameOf({ username }: PersonRecord, { presence, last_seen }: PresenceView): FrameOf<'presence'> {
  const frame = { type: 'presence', username, state: presence } as const;
  return last_seen === undefined ? frame : { ...frame, last_seen };
}
