import { z } from 'zod';
import { memberRole } from './member.ts';
import { chatNumber, emoji, messageNumber, position, sticker, timestamp } from './scalars.ts';

const by = z.string().nullable().describe('Who did it: a username; null: a deleted user or a device.');
const base = { at: timestamp };
const act = { ...base, by };

const messageEntry = z.strictObject({
  kind: z.literal('message'),
  number: messageNumber,
  sender: z.string().nullable(),
  content: z.string().nullable().describe('null: deleted since.'),
  ...base,
  client_id: z.string().optional(),
  reply_to: messageNumber.optional(),
  forwarded_from: z.string().optional(),
  mentions: z.array(z.string()).optional(),
  sticker: sticker.optional(),
});

function aboutMessage<Kind extends string>(kind: Kind) {
  return z.strictObject({ kind: z.literal(kind), number: messageNumber, ...act });
}

function aboutMember<Kind extends string>(kind: Kind) {
  return z.strictObject({ kind: z.literal(kind), username: z.string().nullable(), ...act });
}

/** Everything that happens in a chat (LOG1): one order, one mechanism. */
export const entry = z.discriminatedUnion('kind', [
  messageEntry,
  z.strictObject({ ...aboutMessage('message_edited').shape, content: z.string().nullable() }),
  aboutMessage('message_deleted'),
  z.strictObject({ ...aboutMessage('reaction_added').shape, emoji }),
  z.strictObject({ ...aboutMessage('reaction_removed').shape, emoji }),
  aboutMessage('message_pinned'),
  aboutMessage('message_unpinned'),
  aboutMember('member_invited'),
  aboutMember('invitation_declined'),
  aboutMember('member_joined'),
  aboutMember('member_left').describe('by differs from username where somebody was removed.'),
  z.strictObject({ ...aboutMember('role_changed').shape, role: memberRole }),
  z.strictObject({ kind: z.literal('chat_renamed'), name: z.string(), ...act }),
  z.strictObject({ kind: z.literal('picture_changed'), picture: z.string().nullable(), ...act }),
  z.strictObject({ kind: z.literal('chat_deleted'), ...act }),
]);
export type Entry = z.infer<typeof entry>;
export type EntryKind = Entry['kind'];
export type MessageEntry = z.infer<typeof messageEntry>;

/** An entry with its place; a hole between two of them is arithmetic. */
export const placedEntry = z.strictObject({ chat: chatNumber, position, entry });
export type PlacedEntry = z.infer<typeof placedEntry>;
