import { z } from 'zod';
import { chat } from './chat.ts';
import { entry } from './entry.ts';
import { errorObject } from './errors.ts';
import { friendRequest } from './friend.ts';
import { limits } from './limits.ts';
import { message, messageInputFields, saysNothing, saysSomething } from './message.ts';
import { chatNumber, clientId, epoch, messageNumber, position, timestamp } from './scalars.ts';
import { presenceState, user } from './user.ts';

const ref = z
  .string()
  .min(1)
  .max(64)
  .describe("The caller's own name for this frame; its answer repeats it.");

const sendFrame = z
  .strictObject({
    type: z.literal('send'),
    ref,
    chat: chatNumber,
    ...messageInputFields,
    client_id: clientId,
  })
  .refine(saysSomething, saysNothing);
export type SendFrame = z.infer<typeof sendFrame>;

const markFrame = z.strictObject({
  type: z.literal('mark'),
  chat: chatNumber,
  read: messageNumber.optional(),
  delivered: messageNumber.optional(),
});

const syncFrame = z.strictObject({
  type: z.literal('sync'),
  epoch: epoch.optional(),
  chats: z
    .record(z.string().regex(/^[1-9]\d{0,9}$/, 'is not the number of a chat'), position)
    .refine(
      (chats) => Object.keys(chats).length <= limits.chatsPerSync,
      `names more than ${limits.chatsPerSync} chats; send several syncs`,
    )
    .describe('For each chat the last position held without a hole before it.'),
});
export type SyncFrame = z.infer<typeof syncFrame>;

/** What a client may say. */
export const upFrame = z.discriminatedUnion('type', [
  sendFrame,
  markFrame,
  z.strictObject({ type: z.literal('typing'), chat: chatNumber }),
  syncFrame,
  z.strictObject({ type: z.literal('presence'), state: z.enum(['online', 'away']) }),
  z.strictObject({ type: z.literal('ping') }),
]);
export type UpFrame = z.infer<typeof upFrame>;

const heads = z.record(z.string(), position).describe('Chat number to the position of its newest entry.');

/** What a server says. */
export const downFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    epoch,
    username: z.string(),
    ping_interval_ms: z.int().describe('Send a ping at least this often; its answer carries the heads.'),
  }),
  z.strictObject({ type: z.literal('ack'), ref, chat: chatNumber, number: messageNumber, position }),
  z.strictObject({ type: z.literal('entry'), chat: chatNumber, position, entry }),
  z.strictObject({ type: z.literal('head'), chat: chatNumber, position }),
  z.strictObject({
    type: z.literal('mark'),
    chat: chatNumber,
    username: z.string(),
    delivered: z.int().min(0),
    read: z.int().min(0),
  }),
  z.strictObject({ type: z.literal('typing'), chat: chatNumber, username: z.string() }),
  z.strictObject({
    type: z.literal('presence'),
    username: z.string(),
    state: presenceState,
    last_seen: timestamp.optional(),
  }),
  z.strictObject({ type: z.literal('synced'), epoch, heads }),
  z.strictObject({
    type: z.literal('gap'),
    chat: chatNumber,
    from: position,
    to: position,
    view: chat.describe('The chat at `to`.'),
    messages: z
      .array(message)
      .describe('The newest messages at `to`, newest first; older ones are fetched on demand.'),
  }),
  z.strictObject({ type: z.literal('resync') }),
  z.strictObject({ type: z.literal('pong'), heads }),
  z.strictObject({ type: z.literal('friend_request'), request: friendRequest }),
  z.strictObject({ type: z.literal('friend'), user, status: z.enum(['added', 'removed']) }),
  z.strictObject({
    type: z.literal('chat'),
    chat: chatNumber,
    status: z.enum(['invited', 'joined', 'left']),
  }),
  z.strictObject({ type: z.literal('user'), user }),
  z.strictObject({ type: z.literal('error'), ref: ref.optional(), error: errorObject }),
]);
export type DownFrame = z.infer<typeof downFrame>;
export type FrameOf<Type extends DownFrame['type']> = Extract<DownFrame, { type: Type }>;
