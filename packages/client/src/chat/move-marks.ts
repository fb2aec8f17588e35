import type { Marks } from '@parley/protocol/member.ts';
import { type ChatState, windowStart } from './chat-state.ts';

/** Somebody has received and read up to these numbers. Marks only grow, whatever order they arrive in (SYNC13). */
export function moveMarks(state: ChatState, username: string, marks: Marks): ChatState {
  const member = state.members.find((each) => each.username === username);
  const moved = member === undefined || holds(member, marks) ? state : moveMember(state, username, marks);
  return username === state.me && !holds(moved.marks, marks) ? moveOwn(moved, marks) : moved;
}

function holds(has: Marks, marks: Marks): boolean {
  return has.delivered >= marks.delivered && has.read >= marks.read;
}

/** The further of each mark. */
export function furthest(has: Marks, marks: Marks): Marks {
  const read = Math.max(has.read, marks.read);
  // What was read was received.
  return { read, delivered: Math.max(has.delivered, marks.delivered, read) };
}

function moveMember(state: ChatState, username: string, marks: Marks): ChatState {
  const members = state.members.map((each) =>
    each.username === username ? { ...each, ...furthest(each, marks) } : each,
  );
  return { ...state, members };
}

function moveOwn(state: ChatState, marks: Marks): ChatState {
  const moved = furthest(state.marks, marks);
  const hasMoved = moved.read > state.marks.read;
  // Which of the tombstones were passed is not known.
  const tombstonesGuessed = state.tombstonesGuessed || hasMoved;
  return boundTombstones({ ...state, marks: moved, tombstonesGuessed });
}

/** No more messages are deleted than are not held; where that leaves none, nothing is guessed. */
export function boundTombstones(state: ChatState): ChatState {
  const unheld = Math.max(0, windowStart(state) - 1 - state.marks.read);
  const tombstonesBelow = Math.min(state.tombstonesBelow, unheld);
  return { ...state, tombstonesBelow, tombstonesGuessed: state.tombstonesGuessed && tombstonesBelow > 0 };
}

/** Marks are no entries: those already known must not be lost with the old state. */
export function keepMarks(fresh: ChatState, old: ChatState | null): ChatState {
  if (old === null) return fresh;
  return old.members.reduce(
    (state, { username, delivered, read }) =>
      username === null ? state : moveMarks(state, username, { delivered, read }),
    moveMarks(fresh, fresh.me, old.marks),
  );
}
