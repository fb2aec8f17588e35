import { z } from 'zod';
import {
  appToken,
  claimedPassword,
  email,
  name,
  password,
  setupCode,
  statusText,
  timestamp,
  username,
} from './scalars.ts';

export const presenceState = z.enum(['online', 'away', 'offline']);
export type PresenceState = z.infer<typeof presenceState>;

/** What everybody in the app may know of a person. */
export const user = z.strictObject({
  username,
  name: z.string(),
  status_text: z.string(),
  avatar: z.string().nullable().describe('Address of the picture, or null.'),
  created_at: timestamp,
});
export type User = z.infer<typeof user>;

/** How two people stand to each other, from the caller's side. */
export const relation = z.enum(['none', 'self', 'friend', 'request_sent', 'request_received', 'blocked']);
export type Relation = z.infer<typeof relation>;

export const profile = user.extend({
  relation,
  presence: presenceState.optional().describe('Only for those who may see each other.'),
  last_seen: timestamp.optional(),
});
export type Profile = z.infer<typeof profile>;

export const presenceVisibility = z.enum(['friends', 'nobody']);

/** One's own account. */
export const account = user.extend({
  email: z.string().nullable(),
  presence_visibility: presenceVisibility,
  owner: z.boolean().describe('Whether this person owns the server.'),
});
export type Account = z.infer<typeof account>;

export const accountChange = z
  .strictObject({
    name: name.optional(),
    status_text: statusText.optional(),
    email: email.nullable().optional(),
    presence_visibility: presenceVisibility.optional(),
    password: password.optional(),
    current_password: claimedPassword
      .optional()
      .describe('Needed to change the password or the e-mail address.'),
  })
  .refine(
    (change) =>
      change.current_password !== undefined || (change.password === undefined && change.email === undefined),
    {
      path: ['current_password'],
      message: 'is missing; it is needed to change the password or the e-mail address',
    },
  );

export const accountRemoval = z.strictObject({
  current_password: claimedPassword,
  messages: z
    .enum(['keep', 'delete'])
    .describe('keep: they stay, as from a deleted user; delete: they become tombstones.'),
});

export const registration = z.strictObject({
  username,
  password,
  email: email.optional(),
  name: name.optional(),
  app: appToken.optional(),
  cookie: z
    .boolean()
    .optional()
    .describe('Set the session as an httpOnly cookie instead of answering its token.'),
});

/** What the first page of a new server asks for. */
export const setup = registration.omit({ app: true }).extend({
  code: setupCode.describe('Printed by the server when it starts, as long as it has no owner.'),
  instance_name: name.optional().describe('What the server is called from now on.'),
});

export const credentials = z.strictObject({
  username,
  password: claimedPassword,
  app: appToken.optional(),
  cookie: z.boolean().optional(),
});

export const session = z.strictObject({
  handle: z.string().describe('Names the session in the list; not a credential.'),
  token: z.string().optional().describe('The credential; absent where it was set as a cookie.'),
  expires_at: timestamp,
});
export type Session = z.infer<typeof session>;

export const signedIn = z.strictObject({ user: account, session });
export type SignedIn = z.infer<typeof signedIn>;

export const sessionView = z.strictObject({
  handle: z.string(),
  current: z.boolean(),
  device: z.string().describe('What the browser or program called itself when it signed in.'),
  created_at: timestamp,
  last_used_at: timestamp,
  expires_at: timestamp,
});
export type SessionView = z.infer<typeof sessionView>;

export const passwordResetInput = z.strictObject({ email, app: appToken.optional() });
export const newPassword = z.strictObject({ password });
