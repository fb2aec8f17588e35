import { type ChatState, counts, windowStart } from './chat-state.ts';

/**
 * How many messages wait to be read: computed from numbers and the read mark each time, never counted up or down
 * (SYNC14).
 */
export function unreadOf(state: ChatState): number {
  const above = state.messagesCount - state.marks.read;
  if (above <= 0) return 0;
  const from = Math.max(0, state.marks.read + 1 - windowStart(state));
  let uncounted = state.tombstonesBelow;
  for (let index = from; index < state.messages.length; index++) {
    const message = state.messages[index];
    if (message !== undefined && !counts(message, state.me)) uncounted++;
  }
  return Math.max(0, above - uncounted);
}
