import { ParleyError } from '../api/parley-error.ts';
import type { PendingMessage } from './pending-message.ts';

/**
 * Which of the messages that waited through a change of epoch may not go out by themselves (SYNC22): all, where the chat is
 * not the one they were written in, and those that name a message by a number that may be another's now.
 */
export function doubtful(pending: readonly PendingMessage[], isSame: boolean): readonly PendingMessage[] {
  const unsent = pending.filter(({ status }) => status === 'queued' || status === 'sending');
  return unsent.filter(({ draft }) => !isSame || draft.reply_to !== undefined || draft.forward !== undefined);
}

/** Why they do not. */
export function restoredMeanwhile(): ParleyError {
  const message = 'The server was restored from a backup while this message waited.';
  return new ParleyError({ code: 'stale_epoch', retry: 'never', message });
}
