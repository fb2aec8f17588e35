import type { MessageEntry, PlacedEntry } from '@parley/protocol/entry.ts';
import { changeAway } from './away-window.ts';
import { type ChatState, windowStart } from './chat-state.ts';
import { changeRole, invite, join, leave, uninvite } from './fold-member.ts';
import { changeMessage, isMessageChange, type MessageChange, messageFrom } from './fold-message.ts';
import { moveMarks } from './move-marks.ts';
import { withSpoken } from './spoken.ts';

/** Entries remembered for pages of messages that were read before them. */
export const recentBound = 200;

type Placed = Pick<PlacedEntry, 'position' | 'entry'>;

/**
 * The state after the next entry (SYNC7). The entry must be the one that follows: anything else means that this
 * state cannot be trusted any more, and throws.
 */
export function foldEntry(state: ChatState, placed: Placed): ChatState {
  if (placed.position !== state.position + 1) {
    throw new RangeError(`entry ${placed.position} does not follow ${state.position}`);
  }
  const { position, entry } = placed;
  const recent = [...state.recent.slice(1 - recentBound), { position, entry }];
  return withSpoken({ ...change(state, placed), position, recent }, placed);
}

function change(state: ChatState, { position, entry }: Placed): ChatState {
  if (isMessageChange(entry)) return changeOne(state, entry, position);
  switch (entry.kind) {
    case 'message':
      return add(state, entry, position);
    case 'member_invited':
      return invite(state, entry);
    case 'invitation_declined':
      return uninvite(state, entry.username);
    case 'member_joined':
      return join(state, entry);
    case 'member_left':
      return leave(state, entry);
    case 'role_changed':
      return changeRole(state, entry);
    case 'chat_renamed':
      return { ...state, name: entry.name };
    case 'picture_changed':
      return { ...state, picture: entry.picture };
    case 'chat_deleted':
      return { ...state, status: 'deleted' };
  }
}

function add(state: ChatState, entry: MessageEntry, position: PlacedEntry['position']): ChatState {
  const { number, sender } = entry;
  if (number !== state.messagesCount + 1) {
    throw new RangeError(`message ${number} does not follow ${state.messagesCount}`);
  }
  const messages = [...state.messages, messageFrom(entry, position)];
  const added = { ...state, messages, messagesCount: number, lastActivityAt: entry.at };
  // Who writes has read: the sender's own message moves the sender's own mark.
  return sender === null ? added : moveMarks(added, sender, { delivered: number, read: number });
}

function changeOne(state: ChatState, entry: MessageChange, position: PlacedEntry['position']): ChatState {
  const pin = entry.kind === 'message_pinned' || entry.kind === 'message_unpinned';
  const base = pin ? { ...state, pinsPosition: position } : state;
  const index = entry.number - windowStart(state);
  const message = state.messages[index];
  if (message === undefined) return changeUnheld(changeAway(base, entry, position), entry);
  return { ...base, messages: state.messages.with(index, changeMessage(message, entry, position)) };
}

/** Of a message that is not held only this matters: a deleted one above the read mark is not unread. */
function changeUnheld(state: ChatState, entry: MessageChange): ChatState {
  if (entry.kind !== 'message_deleted' || entry.number <= state.marks.read) return state;
  return { ...state, tombstonesBelow: state.tombstonesBelow + 1 };
}
