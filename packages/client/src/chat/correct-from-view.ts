import type { Chat } from '@parley/protocol/chat.ts';
import { type ChatState, membersOf, tombstonesBelow } from './chat-state.ts';
import { moveMarks } from './move-marks.ts';

/**
 * Takes from a view what entries do not carry: marks (which only grow) and people's names. A view of the very
 * position of the state also settles who the members are and what is unread.
 */
export function correctFromView(state: ChatState, view: Chat): ChatState {
  // Only members are shown a view: one that is not older than the state settles that, too.
  const member: ChatState = view.position >= state.position ? { ...state, status: 'member' } : state;
  let corrected = moveMarks(member, state.me, view.marks);
  for (const { username, delivered, read } of view.members) {
    if (username !== null) corrected = moveMarks(corrected, username, { delivered, read });
  }
  return view.position === state.position ? settled(corrected, view) : named(corrected, view);
}

function named(state: ChatState, view: Chat): ChatState {
  const names = new Map(view.members.map((member) => [member.username, member.name]));
  if (state.members.every((member) => (names.get(member.username) ?? member.name) === member.name))
    return state;
  const members = state.members.map((member) => ({
    ...member,
    name: names.get(member.username) ?? member.name,
  }));
  return { ...state, members };
}

function settled(state: ChatState, view: Chat): ChatState {
  const known = new Map(state.members.map((member) => [member.username, member]));
  const members = membersOf(view.members).map((member) => {
    const mine = known.get(member.username);
    const delivered = Math.max(member.delivered, mine?.delivered ?? 0);
    return { ...member, delivered, read: Math.max(member.read, mine?.read ?? 0) };
  });
  const agreed = view.marks.read === state.marks.read;
  return {
    ...state,
    members,
    membersCount: view.members_count,
    role: view.role,
    ...(agreed && { tombstonesBelow: tombstonesBelow(view, state.messages), tombstonesGuessed: false }),
  };
}
