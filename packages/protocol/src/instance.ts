import { z } from 'zod';

export const instance = z.strictObject({
  name: z.string(),
  version: z.string(),
  needs_setup: z
    .boolean()
    .describe('Nobody has an account yet and the server has no owner: the first page sets it up.'),
  registration: z.enum(['open', 'closed']),
  content_bytes: z.int().describe('Bytes of UTF-8 in a message, at most.'),
});
export type Instance = z.infer<typeof instance>;
