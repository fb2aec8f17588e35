import type { Entry } from '@parley/protocol/entry.ts';
import { type ChatState, type MemberState, sortMembers } from './chat-state.ts';

type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>;

export function invite(state: ChatState, { username }: EntryOf<'member_invited'>): ChatState {
  if (username === null || state.invited.includes(username)) return state;
  return { ...state, invited: [...state.invited, username].sort() };
}

export function uninvite(state: ChatState, username: string | null): ChatState {
  if (username === null || !state.invited.includes(username)) return state;
  return { ...state, invited: state.invited.filter((name) => name !== username) };
}

/** A new member has nothing unread: what was said before is history. */
export function join(state: ChatState, entry: EntryOf<'member_joined'>): ChatState {
  const { username, at } = entry;
  const complete = state.members.length === state.membersCount;
  const joined = { ...uninvite(state, username), membersCount: state.membersCount + 1 };
  const marks = { delivered: state.messagesCount, read: state.messagesCount };
  const member: MemberState = { username, name: username ?? '', role: 'member', joinedAt: at, ...marks };
  const members = complete ? sortMembers([...state.members, member]) : state.members;
  if (username !== state.me) return { ...joined, members };
  return {
    ...joined,
    members,
    role: 'member',
    status: 'member',
    marks,
    tombstonesBelow: 0,
    tombstonesGuessed: false,
  };
}

/** Also what takes an invitation back: then nobody leaves. */
export function leave(state: ChatState, { username }: EntryOf<'member_left'>): ChatState {
  if (username !== null && state.invited.includes(username)) return uninvite(state, username);
  const members = state.members.filter((member) => member.username !== username);
  const complete = state.members.length === state.membersCount;
  if (complete && members.length === state.members.length) return state;
  const status = username === state.me ? 'left' : state.status;
  return { ...state, members, membersCount: state.membersCount - 1, status };
}

export function changeRole(state: ChatState, { username, role }: EntryOf<'role_changed'>): ChatState {
  const members = state.members.map((each) => (each.username === username ? { ...each, role } : each));
  return { ...state, members, role: username === state.me ? role : state.role };
}
