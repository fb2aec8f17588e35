import { z } from 'zod';
import { appToken, chatNumber, clientId, name, timestamp } from './scalars.ts';

/** A tenant: its token opens its open chats, its secret is for its own server. */
export const app = z.strictObject({
  token: appToken,
  name,
  chats_count: z.int().min(0),
  created_at: timestamp,
});
export type App = z.infer<typeof app>;

export const createdApp = app.extend({ secret: z.string() });
export type CreatedApp = z.infer<typeof createdApp>;

export const appInput = z.strictObject({ name });

/** A chat without members, for whoever holds the app's token. */
export const openChat = z.strictObject({
  number: chatNumber,
  name: z.string().nullable(),
  messages_count: z.int().min(0),
  created_at: timestamp,
});
export type OpenChat = z.infer<typeof openChat>;

export const openChatInput = z.strictObject({ name: name.optional(), client_id: clientId.optional() });
