import { z } from 'zod';
import { timestamp, username } from './scalars.ts';
import { presenceState, user } from './user.ts';

export const friendRequestStatus = z.enum(['unread', 'read', 'accepted', 'rejected']);
export type FriendRequestStatus = z.infer<typeof friendRequestStatus>;

export const friendRequest = z.strictObject({
  from: user,
  to: user,
  status: friendRequestStatus.describe('The sender sees a rejected or read request as unread.'),
  created_at: timestamp,
});
export type FriendRequest = z.infer<typeof friendRequest>;

export const friendRequestInput = z.strictObject({ to: username });
export const friendRequestAnswer = z.strictObject({ status: z.enum(['read', 'accepted', 'rejected']) });
export const friendRequestQuery = z.enum(['received', 'sent']);

export const friend = user.extend({
  presence: presenceState,
  last_seen: timestamp.optional(),
  since: timestamp,
});
export type Friend = z.infer<typeof friend>;
