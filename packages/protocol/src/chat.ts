import { z } from 'zod';
import { limits } from './limits.ts';
import { marks, member, memberRole } from './member.ts';
import { message } from './message.ts';
import { chatNumber, clientId, name, position, timestamp, username } from './scalars.ts';

export const chatKind = z.enum(['private', 'group', 'open']);
export type ChatKind = z.infer<typeof chatKind>;

/** A private or group chat as one of its members sees it. */
export const chat = z.strictObject({
  number: chatNumber,
  kind: chatKind,
  name: z.string().nullable().describe('null for a private chat: show the other person.'),
  picture: z.string().nullable(),
  position: position.describe('Of the newest entry: the point from which to follow.'),
  messages_count: z.int().min(0).describe('Number of the newest message; deleted ones count.'),
  unread: z.int().min(0),
  role: memberRole,
  marks,
  members: z.array(member).describe('All members of a chat of up to 200; in a larger one the first 200.'),
  members_count: z.int().min(1),
  invited: z.array(z.string()).describe('Usernames with an open invitation.'),
  last_message: message.nullable(),
  created_at: timestamp,
});
export type Chat = z.infer<typeof chat>;

/** A new chat: with one friend, or a named group with some invited. */
export const chatInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('private'), with: username }),
  z.strictObject({
    kind: z.literal('group'),
    name,
    members: z.array(username).max(limits.peoplePerRequest).optional(),
    client_id: clientId.optional(),
  }),
]);

export const chatChange = z.strictObject({ name });

export const invitation = z.strictObject({
  chat: chatNumber,
  name: z.string().nullable(),
  invited_by: z.string().nullable(),
  members_count: z.int().min(0),
  created_at: timestamp,
});
export type Invitation = z.infer<typeof invitation>;

export const invitationAnswer = z.strictObject({ status: z.enum(['accepted', 'declined']) });
