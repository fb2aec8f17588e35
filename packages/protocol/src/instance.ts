import { z } from 'zod';

export const instance = z.strictObject({
  name: z.string(),
  version: z.string(),
  registration: z.enum(['open', 'closed']),
  content_bytes: z.int().describe('Bytes of UTF-8 in a message, at most.'),
});
export type Instance = z.infer<typeof instance>;
