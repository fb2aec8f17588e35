import type { FriendRequest } from '@parley/protocol/friend.ts';
import type { PersonRecord } from '../../store/account-record.ts';
import type { ListedRequest, RequestPlace } from '../../store/friend-request-store.ts';
import type { PeopleNode } from '../accounts/people-node.ts';
import { answer, type Caller, type Handler } from '../handler.ts';
import { refuse, refuseField } from '../refusal.ts';
import { requestView } from './request-view.ts';

export function listFriendRequests(node: PeopleNode): Handler<'listFriendRequests'> {
  return async ({ caller, query }) => {
    const { direction, limit } = query;
    const below = await placeOf(node, caller, query.cursor);
    if (below === undefined) {
      return refuseField('cursor', 'is not a cursor of this list; use next_cursor as it was');
    }
    const me = await node.store.accounts.byKey(caller.user);
    if (me === undefined) return refuse('unauthenticated');
    const found = await node.store.friends.requests[direction](caller.user, below, limit + 1);
    const items = found.slice(0, limit).map(direction === 'sent' ? sentBy(me) : receivedBy(me));
    const last = found[limit - 1];
    if (found.length <= limit || last === undefined) return answer({ items });
    return answer({ items, next_cursor: `${last.createdAt}.${last.other.username}` });
  };
}

/** A cursor names a time and a person; the person may have been removed since, the place stays. */
async function placeOf(
  node: PeopleNode,
  caller: Caller,
  cursor: string | undefined,
): Promise<RequestPlace | undefined> {
  if (cursor === undefined) return { createdAt: Number.MAX_SAFE_INTEGER, other: 0 };
  const [, createdAt, username] = /^(\d{1,15})\.([a-z0-9._-]{1,64})$/.exec(cursor) ?? [];
  if (createdAt === undefined || username === undefined) return undefined;
  const other = await node.store.accounts.holderOf(caller.app, username);
  return other === undefined ? undefined : { createdAt: Number(createdAt), other };
}

/** Rejected or read, the sender sees it as unread (FRIEND5). */
function sentBy(me: PersonRecord): (request: ListedRequest) => FriendRequest {
  return ({ other, createdAt }) => requestView({ from: me, to: other }, 'unread', createdAt);
}

function receivedBy(me: PersonRecord): (request: ListedRequest) => FriendRequest {
  return ({ other, createdAt, isRead }) =>
    requestView({ from: other, to: me }, isRead ? 'read' : 'unread', createdAt);
}
