import type { Archive } from '../archive.ts';
import { emptyHead } from '../log.ts';

/** The archive of a cluster whose projectors have not begun. */
export const emptyArchive: Archive = {
  head: async () => emptyHead,
  read: async () => [],
  readBack: async () => [],
  readNumbersBelow: async () => [],
  readNumbersAbove: async () => [],
  entries: async () => [],
  findRetry: async () => undefined,
  retryHashes: async () => [],
  deletedAmong: async () => [],
  readTail: async () => [],
};
