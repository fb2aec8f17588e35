import { z } from 'zod';
import { limits } from './limits.ts';
import { messageNumber, timestamp, username } from './scalars.ts';

export const memberRole = z.enum(['owner', 'admin', 'member']);
export type MemberRole = z.infer<typeof memberRole>;

/** A person in a chat, with how far they are: both marks only ever grow (MARK1). */
export const member = z.strictObject({
  username: z.string().nullable(),
  name: z.string(),
  role: memberRole,
  joined_at: timestamp,
  delivered: z.int().min(0),
  read: z.int().min(0),
});
export type Member = z.infer<typeof member>;

export const marks = z.strictObject({ delivered: z.int().min(0), read: z.int().min(0) });
export type Marks = z.infer<typeof marks>;

export const marksInput = z.strictObject({
  delivered: messageNumber.optional(),
  read: messageNumber.optional(),
});

export const roleChange = z.strictObject({ role: memberRole });
export const invitationsInput = z.strictObject({
  usernames: z.array(username).min(1).max(limits.peoplePerRequest),
});
