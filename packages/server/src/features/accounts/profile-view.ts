import type { Profile, Relation } from '@parley/protocol/user.ts';
import type { PersonRecord } from '../../store/account-record.ts';
import { presenceForFriends } from '../presence/presence-view.ts';
import type { PeopleNode } from './people-node.ts';
import { userView } from './user-view.ts';

/** People as somebody sees them: how they stand to each other, and presence where they are friends (PRES2). */
export async function profileViews(
  node: PeopleNode,
  viewer: number,
  people: readonly PersonRecord[],
): Promise<Profile[]> {
  const keys = people.map((person) => person.key);
  const relations = await node.store.friends.relations(viewer, keys);
  return people.map((person) => profileView(node, person, relations.get(person.key) ?? 'none'));
}

function profileView(node: PeopleNode, person: PersonRecord, relation: Relation): Profile {
  const profile = { ...userView(person), relation };
  const isVisible = relation === 'friend' && person.presenceVisibility === 'friends';
  return isVisible ? { ...profile, ...presenceForFriends(node, person) } : profile;
}
