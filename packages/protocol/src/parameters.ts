import { z } from 'zod';
import { limits } from './limits.ts';
import {
  appToken,
  chatNumber,
  emoji,
  messageNumber,
  pageLimit,
  position,
  username,
  written,
} from './scalars.ts';

/** Path and query parameters that several operations share. */
export const byToken = z.strictObject({ token: appToken });
export const byTokenAndChat = byToken.extend({ number: written(chatNumber) });
export const byTokenAndMessage = byToken.extend({
  chat: written(chatNumber),
  number: written(messageNumber),
});
export const byChat = z.strictObject({ number: written(chatNumber) });
export const byMessage = z.strictObject({ chat: written(chatNumber), number: written(messageNumber) });
export const byReaction = byMessage.extend({ emoji });
export const byMember = byChat.extend({ username });
export const byUsername = z.strictObject({ username });

export const messagesQuery = z.strictObject({
  before: written(messageNumber).optional(),
  after: written(messageNumber).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,10}$/)
    .optional(),
  limit: pageLimit(limits.pageSize, limits.messagePageSize),
});

export const entriesQuery = z.strictObject({
  after: written(position).default(0 as never),
  limit: pageLimit(limits.entryPageSize, 100),
});
