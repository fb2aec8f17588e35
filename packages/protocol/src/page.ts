import { z } from 'zod';
import { limits } from './limits.ts';
import { cursor, pageLimit } from './scalars.ts';

/** Every list: some items, and where it goes on when there is more. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next_cursor: cursor.optional() });
}

/** What every list takes. */
export const pageQuery = z.strictObject({
  limit: pageLimit(limits.pageSize, 50),
  cursor: cursor.optional(),
});
