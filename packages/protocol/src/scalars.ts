import { z } from 'zod';
import { limits } from './limits.ts';

/** What breaks out of a single line: controls, line separators, overrides of the writing direction. */
const controlCharacters = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const blank = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Text that survives UTF-8: no half of a surrogate pair (INPUT3). */
const wellFormedText = z
  .string()
  .refine((text) => text.isWellFormed(), 'has half of a surrogate pair; send whole characters');

function singleLine(maxLength: number) {
  return wellFormedText
    .min(1, 'is empty; give at least one character')
    .max(maxLength, `is longer than ${maxLength} characters; shorten it`)
    .refine((text) => !controlCharacters.test(text), 'has control characters; remove them')
    .refine((text) => !blank.test(text), 'is blank; give at least one visible character');
}

/** The credential of an app: 128 random bits or more, URL-safe. */
export const appToken = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22,64}$/, 'is not an app token; use the token that creating the app answered')
  .brand<'AppToken'>();
export type AppToken = z.infer<typeof appToken>;

/**
 * A person's name for signing in and for others to find, unique within an app; kept in lower case.
 * `me` is nobody's: `/users/me` is one's own account.
 */
export const username = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/,
    'is not a username; use 2 to 32 letters, digits, dots, dashes or underscores, starting with a letter or digit',
  )
  .toLowerCase()
  .refine((text) => text !== 'me', 'is reserved, since it stands for oneself; use another')
  .brand<'Username'>();
export type Username = z.infer<typeof username>;

/** A chat's number in its app, from 1. */
export const chatNumber = z.int().min(1).max(4_294_967_295).brand<'ChatNumber'>();
export type ChatNumber = z.infer<typeof chatNumber>;

/** A message's number in its chat, from 1; a deleted message keeps it. */
export const messageNumber = z.int().min(1).max(4_294_967_295).brand<'MessageNumber'>();
export type MessageNumber = z.infer<typeof messageNumber>;

/** An entry's place in its log, from 1; 0 means "before the first". */
export const position = z.int().min(0).max(4_294_967_295).brand<'Position'>();
export type Position = z.infer<typeof position>;

/** Changes when a log is restored from a backup: positions of another epoch mean nothing. */
export const epoch = z.string().min(1).max(64).brand<'Epoch'>();
export type Epoch = z.infer<typeof epoch>;

/** An RFC 3339 time in UTC, for people; nothing is ordered by it. */
export const timestamp = z.iso.datetime();

const clientIdPattern = /^[\x21-\x7e]{1,64}$/;

/** A key the sender makes so that a retry is recognised: unique per sender and chat, for ever. */
export const clientId = z
  .string()
  .regex(clientIdPattern, 'is not a client_id; use 1 to 64 printable ASCII characters without spaces');

/** The display name of an app, a chat or a person. */
export const name = singleLine(limits.nameLength);

/** The name a device gives itself in an open chat. */
export const senderLabel = singleLine(64);

/** A message's text. Its bound in bytes is the server's setting and is checked where it is accepted. */
export const content = wellFormedText
  .min(1, 'is empty; write something')
  .refine((text) => !blank.test(text), 'is blank; write something')
  .refine((text) => !text.includes('\0'), 'has a NUL character; remove it');

/** What `clientId` takes. */
export function isClientId(text: string): boolean {
  return clientIdPattern.test(text);
}

/** What `content` takes. */
export function isContent(text: string): boolean {
  return text.isWellFormed() && !blank.test(text) && !text.includes('\0');
}

export const statusText = wellFormedText
  .max(limits.statusTextLength, `is longer than ${limits.statusTextLength} characters; shorten it`)
  .refine((text) => !controlCharacters.test(text), 'has control characters; remove them');

export const email = z
  .email('is not an e-mail address')
  .max(254, 'is longer than 254 characters')
  .toLowerCase();

export const password = wellFormedText
  .min(8, 'is too short; use at least 8 characters')
  .max(200, 'is too long; use at most 200 characters');

/** A password as somebody claims it is: what is too short to be one is simply wrong. */
export const claimedPassword = wellFormedText
  .min(1, 'is empty; give the password')
  .max(200, 'is too long; use at most 200 characters');

/** An emoji sequence as Unicode TR51 builds it; a grapheme alone would let combining marks pile up. */
const pictograph =
  '[\\p{Extended_Pictographic}\\p{EMod}](?:\\p{EMod}|\\uFE0F\\u20E3?|[\\u{E0020}-\\u{E007E}]+\\u{E007F})?';
const oneEmoji = new RegExp(
  `^(?:\\p{RI}{2}|[0-9#*]\\uFE0F?\\u20E3|${pictograph}(?:\\u200D${pictograph})*)$`,
  'u',
);

/** The code that a server without an owner prints, as somebody typed it: spaces and dashes do not matter. */
export const setupCode = z
  .string()
  .min(1, 'is empty; copy the code that the server printed when it started')
  .max(100, 'is too long; copy the code that the server printed when it started');

/** One emoji: a pictograph, a family or other joined sequence, a flag, or a keycap. */
export const emoji = z
  .string()
  .max(64, 'is not a single emoji; send exactly one')
  .regex(oneEmoji, 'is not a single emoji; send exactly one');

/** The name of a bundled sticker. */
export const sticker = z.string().regex(/^[a-z0-9-]{1,40}$/, 'is not the name of a sticker');

/** A search query: any part of a text, from one character on. */
export const query = wellFormedText
  .min(1, 'is empty; give at least one character')
  .max(limits.queryLength, `is longer than ${limits.queryLength} characters; shorten it`);

/** Where a list goes on; opaque, taken from the previous answer's `next_cursor`. */
export const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_.~-]{1,200}$/, 'is not a cursor; use next_cursor as it was');

/** A whole number written in a path or a query string: digits only, so `1e3` and `0x10` are none (INPUT5). */
export function written<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (text) => (typeof text === 'string' && /^-?\d{1,30}$/.test(text) ? Number(text) : text),
    schema,
  );
}

/** Yes or no, written in a query string. */
export const writtenFlag = z.preprocess((text) => flags.get(text) ?? text, z.boolean());

const flags: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** How many items a list may answer. */
export function pageLimit(most: number, unnamed: number) {
  return written(z.int().min(1).max(most)).default(unnamed);
}
