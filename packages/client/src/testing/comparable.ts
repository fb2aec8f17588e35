import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Message } from '@parley/protocol/message.ts';
import { type ChatState, windowStart } from '../chat/chat-state.ts';
import { unreadOf } from '../chat/unread.ts';

/** What two devices of the same person must agree on; messages from a number on, spoken entries after a position. */
export function comparable(state: ChatState, from = windowStart(state), spokenAfter = state.spokenAfter) {
  const { number, kind, name, picture, position, messagesCount, membersCount, invited, role, marks, status } =
    state;
  return {
    ...{ number, kind, name, picture, position, messagesCount, membersCount, role, status },
    marks: { delivered: marks.delivered, read: marks.read },
    unread: unreadOf(state),
    invited: invited.toSorted(),
    members: state.members.map((each) => ({ ...each })).sort((a, b) => compare(a.username, b.username)),
    messages: state.messages.filter((message) => message.number >= from).map(comparableMessage),
    spoken: state.spoken.filter(({ position }) => position > spokenAfter),
  };
}

/** Of a deleted message nothing but its place counts; the order of reactions is nobody's business. */
export function comparableMessage(message: Message) {
  const { number, position, sender, content, at } = message;
  if (content === null) return { number, position, sender, content, at };
  const reactions = (message.reactions ?? []).flatMap(({ emoji, usernames }) =>
    usernames.map((username) => `${emoji} ${username}`),
  );
  return { ...message, reactions: reactions.sort(), pinned: message.pinned ?? false };
}

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

/** Throws with every field in which the two differ. */
export function assertSame(held: object, fresh: object): void {
  const expected = new Map(Object.entries(fresh));
  const differing = Object.entries(held).flatMap(([key, value]) => {
    const [a, b] = [JSON.stringify(value), JSON.stringify(expected.get(key))];
    return isDeepStrictEqual(value, expected.get(key)) ? [] : [`${key}: held ${a}, fresh ${b}`];
  });
  assert.equal(differing.length, 0, differing.join('\n'));
}
