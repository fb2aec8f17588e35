import type { PlacedEntry } from '@parley/protocol/entry.ts';
import type { Message } from '@parley/protocol/message.ts';
import { type ChatState, isTombstone, type PositionedEntry, windowStart } from './chat-state.ts';
import { changeMessage, isMessageChange } from './fold-message.ts';
import { boundTombstones } from './move-marks.ts';
import { trimSpoken } from './spoken.ts';

/**
 * Adds messages read by a call, of which the server said at which position it read them, to those held (SYNC12).
 * Answers undefined when they are of no use: not next to those held, or older than the remembered entries reach;
 * then read again.
 */
export function mergeMessages(
  state: ChatState,
  page: readonly Message[],
  readAt: number,
): ChatState | undefined {
  const current = broughtUp(state, page, readAt);
  if (current === undefined) return undefined;
  const first = current[0]?.number;
  if (first === undefined) return state;
  const start = windowStart(state);
  const older = current.filter((message) => message.number < start);
  if (older.length > 0 && older.length !== start - first) return undefined;
  const byNumberOf = new Map<number, Message>(current.map((message) => [message.number, message]));
  const held = state.messages.map((message) => newer(message, byNumberOf.get(message.number)));
  return withOlder({ ...state, messages: held }, older);
}

/**
 * A page as it stands at the cursor, ascending (SYNC12); messages newer than the state are left out: they come as
 * entries. undefined: it is older than the remembered entries reach.
 */
export function broughtUp(
  state: ChatState,
  page: readonly Message[],
  readAt: number,
): readonly Message[] | undefined {
  const oldest = state.recent[0]?.position ?? state.position + 1;
  if (readAt < oldest - 1) return undefined;
  const missed = state.recent.filter(({ position, entry }) => position > readAt && isMessageChange(entry));
  return page
    .filter((message) => message.number <= state.messagesCount)
    .map((message) => broughtUpTo(message, missed))
    .sort(byNumber);
}

const byNumber = (a: Message, b: Message) => a.number - b.number;

/** Of two readings of a message the later one. */
export function newer(held: Message, read: Message | undefined): Message {
  return read !== undefined && read.revision > held.revision ? read : held;
}

function broughtUpTo(message: Message, entries: readonly PositionedEntry[]): Message {
  let current = message;
  for (const { position, entry } of entries) {
    if (isMessageChange(entry) && entry.number === message.number) {
      current = changeMessage(current, entry, position as PlacedEntry['position']);
    }
  }
  return current;
}

function withOlder(state: ChatState, older: readonly Message[]): ChatState {
  const now = older.filter((message) => isTombstone(state, message)).length;
  const left = Math.max(0, state.tombstonesBelow - now);
  return boundTombstones({ ...state, messages: [...older, ...state.messages], tombstonesBelow: left });
}

/** Lets go of all but the newest messages; they are read again when somebody looks. */
export function trimMessages(state: ChatState, keep: number): ChatState {
  const surplus = state.messages.length - keep;
  if (surplus <= 0) return state;
  const dropped = state.messages.slice(0, surplus).filter((message) => isTombstone(state, message));
  return trimSpoken({
    ...state,
    messages: state.messages.slice(surplus),
    tombstonesBelow: state.tombstonesBelow + dropped.length,
  });
}
