import type { Entry, EntryKind } from './entry.ts';

/** Kinds that a timeline tells between the messages; the others are messages or change one. */
export const spokenKinds = [
  'message_pinned',
  'message_unpinned',
  'member_invited',
  'invitation_declined',
  'member_joined',
  'member_left',
  'role_changed',
  'chat_renamed',
  'picture_changed',
  'chat_deleted',
] as const satisfies readonly EntryKind[];

export function isSpoken({ kind }: Pick<Entry, 'kind'>): boolean {
  return (spokenKinds as readonly EntryKind[]).includes(kind);
}
