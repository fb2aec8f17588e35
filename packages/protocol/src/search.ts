import { z } from 'zod';
import { limits } from './limits.ts';
import { messageMatch } from './message.ts';
import { chatNumber, cursor, pageLimit, query, timestamp, username, written } from './scalars.ts';
import { user } from './user.ts';

/** Search inside one chat. */
export const chatSearchQuery = z.strictObject({
  q: query,
  limit: pageLimit(limits.pageSize, limits.messagePageSize),
  cursor: cursor.optional(),
});

export const autocompleteQuery = z.strictObject({
  keyword: query,
  limit: pageLimit(limits.pageSize, limits.messagePageSize),
  page: written(z.int().min(1).max(10_000)).default(1),
});

/** Search across all of one's chats, narrowed by chat, sender and date. */
export const everywhereQuery = z.strictObject({
  q: query,
  chat: written(chatNumber).optional(),
  sender: username.optional(),
  since: timestamp.optional(),
  until: timestamp.optional(),
  limit: pageLimit(limits.pageSize, limits.messagePageSize),
  cursor: cursor.optional(),
});

export const everywhereMatch = messageMatch.extend({ chat: chatNumber });
export type EverywhereMatch = z.infer<typeof everywhereMatch>;

export const everywhereAnswer = z.strictObject({
  items: z.array(everywhereMatch),
  users: z.array(user).describe('People whose name or username has the query in it; on the first page only.'),
  next_cursor: cursor.optional(),
});
export type EverywhereAnswer = z.infer<typeof everywhereAnswer>;
