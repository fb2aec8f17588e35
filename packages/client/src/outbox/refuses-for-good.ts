import type { ParleyError } from '../api/parley-error.ts';

/** Whether sending again is in vain. A session that ended is no fault of the message: it waits for the next one. */
export function refusesForGood({ retry, code }: ParleyError): boolean {
  return retry === 'never' && code !== 'unauthenticated' && code !== 'session_expired';
}
