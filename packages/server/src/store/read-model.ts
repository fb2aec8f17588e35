import type { LogKey } from '../log/log-key.ts';

/**
 * How far the store is behind the log.
 *
 * Guarantees: whoever waits for `shows` reads in the store what the log held when they asked (READ1); but nobody waits
 * for longer than a moment: what is read then is older, and names the position that it is of (READ2).
 */
export interface ReadModel {
  /** Undefined: it does already. */
  shows(log: LogKey): Promise<void> | undefined;
  /** The same for everything in any log: for lists of many chats. */
  showsAll(): Promise<void> | undefined;
}

/** Of a store that changes in the entry's own transaction. */
export const alwaysCurrent: ReadModel = { shows: () => undefined, showsAll: () => undefined };
