import type { PlacedEntry } from '@parley/protocol/entry.ts';
import type { Message } from '@parley/protocol/message.ts';
import { type AwayWindow, type ChatState, windowStart } from './chat-state.ts';
import { changeMessage, type MessageChange } from './fold-message.ts';
import { mergeMessages, newer, trimMessages } from './message-window.ts';

/** Beyond so many messages the far end of what is shown is let go of, down to so many (CLIENT22). */
export const windowBound = 1500;
const windowKept = 1000;
/** Of the newest messages, while others are shown. */
export const keptUnseen = 200;

/** Towards which end somebody reads: the other end is let go of. */
export type Direction = 'older' | 'newer';

/** What a view shows: the window somebody went to, else the newest messages. */
export function shownMessages({ messages, away }: ChatState): readonly Message[] {
  return away?.messages ?? messages;
}

/** The number of the oldest message shown; one more than the newest when none is. */
export function firstShown(state: ChatState): number {
  return state.away?.messages[0]?.number ?? windowStart(state);
}

/** Shows the newest messages, which are always held. */
export function showNewest(state: ChatState): ChatState {
  return state.away === null ? state : { ...state, away: null };
}

/** Shows a run of messages that was read anew, joined with what is held next to it (CLIENT21). */
export function showRun(state: ChatState, run: readonly Message[]): ChatState {
  const union = joined(state.away?.stale ? [] : (state.away?.messages ?? []), run);
  const shown = union === undefined || union.length > windowBound ? run : union;
  return settled({ ...state, away: null }, shown, 'older');
}

/** Puts a run at an end of what is shown. undefined: it is not next to it, since the window is another by now (CLIENT24). */
export function growShown(
  state: ChatState,
  run: readonly Message[],
  direction: Direction,
): ChatState | undefined {
  if (state.away === null) {
    const merged = mergeMessages(state, run, state.position);
    return merged && bounded(merged, direction);
  }
  const union = joined(state.away.messages, run);
  return union && settled({ ...state, away: null }, union, direction);
}

/** After a gap: the window stays in sight until it is read again; one the newest messages reach is not needed. */
export function keepAway(fresh: ChatState, old: ChatState | null): ChatState {
  const away = old?.away ?? null;
  const last = away?.messages.at(-1)?.number ?? 0;
  if (away === null || last >= windowStart(fresh) - 1) return fresh;
  return { ...fresh, away: { ...away, stale: true } };
}

/** The state after a change of a message that may stand in the window (CLIENT23). */
export function changeAway(
  state: ChatState,
  change: MessageChange,
  position: PlacedEntry['position'],
): ChatState {
  return replaceAway(state, change.number, (message) => changeMessage(message, change, position));
}

/** A message as an answer gave it, where it stands in the window. */
export function adoptAway(state: ChatState, read: Message): ChatState {
  return replaceAway(state, read.number, (message) => newer(message, read));
}

function replaceAway(state: ChatState, number: number, change: (message: Message) => Message): ChatState {
  const { away } = state;
  const index = number - (away?.messages[0]?.number ?? number + 1);
  const message = away?.messages[index];
  if (away === null || message === undefined) return state;
  return { ...state, away: { ...away, messages: away.messages.with(index, change(message)) } };
}

/** A run as the window, or as part of the newest messages when it reaches those. */
function settled(state: ChatState, run: readonly Message[], direction: Direction): ChatState {
  const last = run.at(-1);
  if (last === undefined) return state;
  if (last.number < windowStart(state) - 1) return { ...state, away: awayOf(run, direction) };
  // The run is at the cursor already, so nothing is left to apply to it.
  return bounded(mergeMessages(state, run, state.position) ?? state, direction);
}

function awayOf(run: readonly Message[], direction: Direction): AwayWindow {
  if (run.length <= windowBound) return { messages: run, stale: false };
  const kept = direction === 'older' ? run.slice(0, windowKept) : run.slice(-windowKept);
  return { messages: kept, stale: false };
}

/** Of too many messages up to the newest: who reads back leaves the newest, who comes down leaves the oldest. */
function bounded(state: ChatState, direction: Direction): ChatState {
  if (state.messages.length <= windowBound) return state;
  if (direction === 'newer') return trimMessages(state, windowKept);
  const away = awayOf(state.messages, 'older');
  return { ...trimMessages(state, keptUnseen), away };
}

/** What is kept of the newest messages; somebody may have them in sight. */
export function trimNewest(state: ChatState, seen: boolean): ChatState {
  if (seen && state.away === null) {
    return state.messages.length > windowBound ? trimMessages(state, windowKept) : state;
  }
  return state.messages.length > 2 * keptUnseen ? trimMessages(state, keptUnseen) : state;
}

/** Two runs as one, each message in its later reading; undefined when a message is missing between them. */
function joined(held: readonly Message[], run: readonly Message[]): readonly Message[] | undefined {
  const [first, last] = [held[0]?.number, held.at(-1)?.number];
  const [from, to] = [run[0]?.number, run.at(-1)?.number];
  if (first === undefined || last === undefined || from === undefined || to === undefined) return undefined;
  if (to < first - 1 || from > last + 1) return undefined;
  const inside = held.map((message) => newer(message, run[message.number - from]));
  const before = run.filter((message) => message.number < first);
  const after = run.filter((message) => message.number > last);
  return [...before, ...inside, ...after];
}
