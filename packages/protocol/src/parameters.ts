import { z } from 'zod';
import { limits } from './limits.ts';
import {
  appToken,
  chatNumber,
  emoji,
  messageNumber,
  pageLimit,
  position,
  timestamp,
  username,
  written,
  writtenFlag,
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

/** Of a picture's address, which changes with the picture so that it may be cached for ever. */
export const pictureQuery = z.strictObject({
  v: z
    .string()
    .regex(/^[a-z0-9]{1,64}$/, 'is not the version of a picture; use the address as it was')
    .optional()
    .describe('Version of the picture, as its address has it; the current picture is answered.'),
});

/** Where a list goes on whose cursor is a plain number. */
const numericCursor = z
  .string()
  .regex(/^\d{1,10}$/, 'is not a cursor of this list; use next_cursor as it was')
  .optional();

/** Where a page of messages may be. */
interface Places {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly around?: unknown;
  readonly at?: unknown;
  readonly cursor?: unknown;
}

const onePlace = 'names a place, and so does another parameter; name one';

export const messagesQuery = z
  .strictObject({
    before: written(messageNumber).optional(),
    after: written(messageNumber).optional(),
    around: written(messageNumber)
      .optional()
      .describe('The page on whose middle this message is; not with another place.'),
    at: timestamp
      .optional()
      .describe('The page around the first message that is not older; not with another place.'),
    cursor: numericCursor,
    limit: pageLimit(limits.pageSize, limits.messagePageSize),
  })
  .refine((query) => query.around === undefined || places(query) === 1, {
    path: ['around'],
    message: onePlace,
  })
  .refine((query) => query.at === undefined || places(query) === 1, { path: ['at'], message: onePlace });

function places({ before, after, around, at, cursor }: Places): number {
  return [before, after, around, at, cursor].filter((place) => place !== undefined).length;
}

const beginning = position.parse(0);

export const entriesQuery = z.strictObject({
  after: written(position).default(beginning),
  before: written(position).optional().describe('Entries below this position, newest first.'),
  spoken: writtenFlag
    .optional()
    .describe('Only what is told between the messages (people, names, pins), newest first.'),
  cursor: numericCursor.describe(
    "The previous answer's next_cursor; stands for `after`, in lists that are newest first for `before`.",
  ),
  limit: pageLimit(limits.entryPageSize, 100),
});
