/** Bounds of the pauses between tries, in milliseconds. */
export interface BackoffOptions {
  readonly baseMs: number;
  readonly capMs: number;
}

export const defaultBackoff: BackoffOptions = { baseMs: 500, capMs: 30_000 };

/**
 * A pause before try number `attempt` (from 1): anywhere between nothing and a bound that doubles up to the cap, so
 * that thousands of clients that lost the same server come back spread out (CLIENT2).
 */
export function backoffMs(attempt: number, options: BackoffOptions, random: () => number): number {
  const bound = Math.min(options.capMs, options.baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(bound * random());
}
