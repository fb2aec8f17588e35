import type { PresenceState } from '@parley/protocol/user.ts';
import type { PersonRecord } from '../../store/account-record.ts';
import type { PeopleNode } from '../accounts/people-node.ts';

export interface PresenceView {
  readonly presence: PresenceState;
  readonly last_seen?: string;
}

/** What a friend may see of somebody's presence; who hides it is offline, since no time (PRES2). */
export function presenceForFriends(node: PeopleNode, person: PersonRecord): PresenceView {
  if (person.presenceVisibility === 'nobody') return { presence: 'offline' };
  return presenceAs(node.people.presenceOf(person.key), person);
}

/** A state with the time that belongs to it. */
export function presenceAs(state: PresenceState, { lastSeen }: PersonRecord): PresenceView {
  if (state !== 'offline' || lastSeen === null) return { presence: state };
  return { presence: state, last_seen: new Date(lastSeen).toISOString() };
}
