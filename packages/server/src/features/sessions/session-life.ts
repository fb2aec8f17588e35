import type { PeopleNode } from '../accounts/people-node.ts';

const dayMs = 24 * 3_600_000;

/** When a session that is used now ends if it is not used again (SESS3). */
export function expiryOf(node: PeopleNode, now: number): number {
  return now + node.config.sessionDays * dayMs;
}

/**
 * A browser keeps a cookie until the day it was first told, at most 400 days; the session slides, so the cookie
 * is given all of them and the server decides.
 */
export function cookieExpiry(now: number): number {
  return now + 400 * dayMs;
}
