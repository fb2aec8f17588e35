import { createHash } from 'node:crypto';
import type { ImportRecord } from './read-record.ts';

/**
 * Keys that make a second import harmless (CMD8): from time, author and text, so that a file may be renamed, or
 * grow, or lose lines. The same author may say the same thing twice at the same time; of such the key
 * counts which one it is, for as long as the time stays the same, which bounds the memory.
 */
export function messageKeys(): (record: ImportRecord) => string {
  let time = -1;
  let seen = new Map<string, number>();
  return (record) => {
    if (record.clientId !== undefined) return record.clientId;
    if (record.at !== time) {
      time = record.at;
      seen = new Map();
    }
    const digest = createHash('sha256')
      .update(`${record.at}\0${record.user}\0${record.text}`)
      .digest('base64url')
      .slice(0, 22);
    const nth = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, nth);
    return nth === 1 ? `import:${digest}` : `import:${digest}:${nth}`;
  };
}
