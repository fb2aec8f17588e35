import type { FriendRequest, FriendRequestStatus } from '@parley/protocol/friend.ts';
import type { PersonRecord } from '../../store/account-record.ts';
import { userView } from '../accounts/user-view.ts';

/** Who asked, and whom. */
export interface Parties {
  readonly from: PersonRecord;
  readonly to: PersonRecord;
}

export function requestView(
  { from, to }: Parties,
  status: FriendRequestStatus,
  createdAt: number,
): FriendRequest {
  return {
    from: userView(from),
    to: userView(to),
    status,
    created_at: new Date(createdAt).toISOString(),
  };
}
