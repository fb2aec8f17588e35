import type { MemberRole } from '@parley/protocol/member.ts';
import type { ChatState } from '../delivery/chat-state.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What can be done in a private or group chat. */
export type ChatAction =
  | 'read'
  | 'post'
  | 'edit'
  | 'delete_own'
  | 'delete_any'
  | 'react'
  | 'pin'
  | 'rename'
  | 'invite'
  | 'withdraw_invitation'
  | 'remove_member'
  | 'change_role'
  | 'delete_chat';

type Least = MemberRole | 'nobody';

/** The least role that may do it, in a group and in a private chat (POL1). */
export const chatPolicy: Readonly<Record<ChatAction, { readonly group: Least; readonly private: Least }>> = {
  read: { group: 'member', private: 'member' },
  post: { group: 'member', private: 'member' },
  edit: { group: 'member', private: 'member' },
  delete_own: { group: 'member', private: 'member' },
  delete_any: { group: 'admin', private: 'nobody' },
  react: { group: 'member', private: 'member' },
  pin: { group: 'admin', private: 'member' },
  rename: { group: 'admin', private: 'nobody' },
  invite: { group: 'member', private: 'nobody' },
  withdraw_invitation: { group: 'admin', private: 'nobody' },
  remove_member: { group: 'admin', private: 'nobody' },
  change_role: { group: 'owner', private: 'nobody' },
  delete_chat: { group: 'owner', private: 'nobody' },
};

const rank: Readonly<Record<Least, number>> = { member: 1, admin: 2, owner: 3, nobody: 4 };

/**
 * Whether a user may do something in a chat. To whoever is not a member the chat does not exist (POL2): the
 * refusal is the same as for a number that was never given. Writing needs that nobody blocks the other (POL3).
 */
export function refusalFor(
  state: ChatState | undefined,
  user: number,
  action: ChatAction,
): Refusal | undefined {
  const member = state?.members.get(user);
  if (state === undefined || member === undefined || state.deletedAt !== null || state.kind === 'open') {
    return refuse('not_found');
  }
  if (rank[member.role] < rank[chatPolicy[action][state.kind]]) return refuse('forbidden');
  if (state.blocked && writes.has(action)) return refuse('blocked');
  return undefined;
}

const writes: ReadonlySet<ChatAction> = new Set(['post', 'edit', 'react', 'pin']);

/** Whether one member stands above another: who removes or demotes must. */
export function outranks(one: MemberRole, other: MemberRole): boolean {
  return rank[one] > rank[other];
}
