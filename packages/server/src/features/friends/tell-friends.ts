import type { FriendRequest } from '@parley/protocol/friend.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { userView } from '../accounts/user-view.ts';
import { tellPresenceTo } from '../presence/tell-presence.ts';
import type { Parties } from './request-view.ts';

/** Tells all devices of one side how a request stands, as that side may see it. */
export function tellRequest(node: PeopleNode, user: number, request: FriendRequest): void {
  node.people.tell(user, { type: 'friend_request', request });
}

/** Tells both that they are friends now, and each where the other is. */
export function tellFriendship(node: PeopleNode, { from, to }: Parties): void {
  tellStatus(node, { from, to }, 'added');
  tellPresenceTo(node, from, to.key);
  tellPresenceTo(node, to, from.key);
}

/** Tells both that a friendship has ended. */
export function tellEnd(node: PeopleNode, parties: Parties): void {
  tellStatus(node, parties, 'removed');
}

function tellStatus(node: PeopleNode, { from, to }: Parties, status: 'added' | 'removed'): void {
  node.people.tell(from.key, { type: 'friend', user: userView(to), status });
  node.people.tell(to.key, { type: 'friend', user: userView(from), status });
}
