import type { MemberState } from '@parley/client/chat/chat-state.ts';
import type { MemberRole } from '@parley/protocol/member.ts';

const rank: Record<MemberRole, number> = { member: 0, admin: 1, owner: 2 };

/** Owners and admins look after a group: its name, its picture, who is in it. */
export function mayManage(role: MemberRole): boolean {
  return rank[role] >= rank.admin;
}

/** Owners may remove anybody, admins plain members; nobody removes themselves, one leaves. */
export function mayRemove(role: MemberRole, member: MemberState, me: string): boolean {
  if (member.username === null || member.username === me || !mayManage(role)) return false;
  return role === 'owner' || member.role === 'member';
}

/** The roles an owner may give to somebody; others give none. */
export function offeredRoles(role: MemberRole, member: MemberState, me: string): readonly MemberRole[] {
  if (role !== 'owner' || member.username === null || member.username === me) return [];
  return (['owner', 'admin', 'member'] as const).filter((offered) => offered !== member.role);
}
