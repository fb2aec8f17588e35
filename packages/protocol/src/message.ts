import { z } from 'zod';
import { limits } from './limits.ts';
import {
  chatNumber,
  clientId,
  content,
  cursor,
  emoji,
  messageNumber,
  position,
  senderLabel,
  sticker,
  timestamp,
  username,
} from './scalars.ts';

export const reaction = z.strictObject({ emoji, usernames: z.array(z.string()) });
export type Reaction = z.infer<typeof reaction>;

/** A message as it stands now: what its entries made of it. */
export const message = z.strictObject({
  number: messageNumber,
  position: position.describe('Of the entry that created it.'),
  revision: position.describe('Of the last entry that changed it; equal to position while unchanged.'),
  sender: z
    .string()
    .nullable()
    .describe('Username, or the label a device gave itself; null: a deleted user or no label.'),
  content: z.string().nullable().describe('null: deleted, a tombstone.'),
  at: timestamp,
  client_id: z.string().optional(),
  edited_at: timestamp.optional(),
  deleted_at: timestamp.optional(),
  reply_to: messageNumber.optional(),
  forwarded_from: z.string().optional().describe('Who wrote the message that was forwarded.'),
  mentions: z.array(z.string()).optional(),
  sticker: sticker.optional(),
  pinned: z.boolean().optional(),
  reactions: z.array(reaction).optional(),
});
export type Message = z.infer<typeof message>;

/** A message of another chat to pass on; its text is copied. */
export const forward = z.strictObject({ chat: chatNumber, number: messageNumber });

const messageExtras = {
  reply_to: messageNumber.optional(),
  forward: forward.optional(),
  mentions: z.array(username).max(limits.peoplePerRequest).optional(),
  sticker: sticker.optional(),
};

/** The fields of a message to post; whoever builds a schema of them adds `saysSomething`. */
export const messageInputFields = {
  content: content.optional().describe('Needed unless `forward` names a message.'),
  client_id: clientId.optional(),
  ...messageExtras,
};

interface Said {
  readonly content?: unknown;
  readonly forward?: unknown;
}

/** A message has a text of its own, or that of the one it forwards. */
export const saysSomething = (input: Said) => input.content !== undefined || input.forward !== undefined;
export const saysNothing = {
  path: ['content'],
  message: 'is missing; write something, or name a message in forward',
};

export const messageInput = z.strictObject(messageInputFields).refine(saysSomething, saysNothing);
export type MessageInput = z.infer<typeof messageInput>;

export const openMessageInput = z.strictObject({
  content,
  client_id: clientId.optional(),
  sender: senderLabel.optional(),
  reply_to: messageNumber.optional(),
});

export const messageEdit = z.strictObject({ content });

/** A page of messages, newest first, and the position at which it was read. */
export const messageList = z.strictObject({
  items: z.array(message),
  next_cursor: cursor.optional(),
  position,
  target: messageNumber.optional().describe('The message that `around` or `at` leads to.'),
});
export type MessageList = z.infer<typeof messageList>;

/** Where in a text the query stands, in UTF-16 units: [start, end). */
export const highlight = z.tuple([z.int().min(0), z.int().min(0)]);

export const messageMatch = z.strictObject({ message, highlights: z.array(highlight) });
export type MessageMatch = z.infer<typeof messageMatch>;
