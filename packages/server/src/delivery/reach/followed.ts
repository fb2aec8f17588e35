import type { LogKey } from '../../log/log-key.ts';

/** The logs of which this node hears at once whatever others append. */
export interface Followed {
  has(log: LogKey): boolean;
}

/** Of a node without others. */
export const everything: Followed = { has: () => true };
