import { spokenKinds } from '@parley/protocol/spoken-kinds.ts';

/** Kinds of entries as they are stored. A number that has been released keeps its meaning. */
export const entryKind = {
  message: 1,
  message_edited: 2,
  message_deleted: 3,
  reaction_added: 4,
  reaction_removed: 5,
  message_pinned: 6,
  message_unpinned: 7,
  member_invited: 20,
  invitation_declined: 21,
  member_joined: 22,
  member_left: 23,
  role_changed: 24,
  chat_renamed: 25,
  picture_changed: 26,
  chat_deleted: 27,
  /** In an app's log: its `number` is the new chat's. */
  chat_created: 40,
} as const;

export type EntryKindName = keyof typeof entryKind;
export type EntryKindCode = (typeof entryKind)[EntryKindName];

/** Kinds that a timeline tells, in the order in which the index of them names them. */
export const spokenCodes: readonly EntryKindCode[] = spokenKinds.map((kind) => entryKind[kind]);

/** Kinds that take the next number of their log. */
export function isNumbered(kind: EntryKindCode): boolean {
  return kind === entryKind.message || kind === entryKind.chat_created;
}
