import type { PlacedEntry } from '@parley/protocol/entry.ts';
import type { Message } from '@parley/protocol/message.ts';
import { type AwayWindow, type ChatState, type PositionedEntry, windowStart } from './chat-state.ts';
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
  return settled(state, shown, 'older');
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
  return union && settled(state, union, direction);
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
  if (last === undefined) return showNewest(state);
  if (last.number < windowStart(state) - 1) {
    return { ...state, away: awayOf(run, direction, state.away?.spoken ?? []) };
  }
  // The run is at the cursor already, so nothing is left to apply to it.
  const newest = showNewest(state);
  return bounded(mergeMessages(newest, run, state.position) ?? newest, direction);
}

function awayOf(
  run: readonly Message[],
  direction: Direction,
  spoken: readonly PositionedEntry[],
): AwayWindow {
  const kept = direction === 'older' ? run.slice(0, windowKept) : run.slice(-windowKept);
  const messages = run.length <= windowBound ? run : kept;
  return { messages, stale: false, spoken: between(rangeOf(messages), spoken) };
}

/** Positions between which something is told: after one, before the other. */
export interface PositionRange {
  readonly after: number;
  readonly before: number;
}

/** Where a window stands in the log. */
export function rangeOf(messages: readonly Message[]): PositionRange {
  const [first, last] = [messages[0], messages.at(-1)];
  return {
    after: first === undefined || first.number === 1 ? 0 : first.position,
    before: last?.position ?? 0,
  };
}

/** Those told within a range. */
export function between(
  { after, before }: PositionRange,
  spoken: readonly PositionedEntry[],
): readonly PositionedEntry[] {
  return spoken.filter(({ position }) => position > after && position < before);
}

/** The window with what is told between its messages, as far as it was read just now or before. */
export function withTold(state: ChatState, told: readonly PositionedEntry[]): ChatState {
  const { away } = state;
  if (away === null) return state;
  const all = new Map([...away.spoken, ...told].map((each) => [each.position, each]));
  const sorted = [...all.values()].sort((a, b) => a.position - b.position);
  return { ...state, away: { ...away, spoken: between(rangeOf(away.messages), sorted) } };
}

/** Of too many messages up to the newest: who reads back leaves the newest, who comes down leaves the oldest. */
function bounded(state: ChatState, direction: Direction): ChatState {
  if (state.messages.length <= windowBound) return state;
  if (direction === 'newer') return trimSeen(state, windowKept);
  return { ...trimSeen(state, keptUnseen), away: awayOf(state.messages, 'older', state.spoken) };
}

/** What is told is kept: it is bounded by itself, and somebody may go back to it. */
function trimSeen(state: ChatState, keep: number): ChatState {
  const { spoken, spokenAfter } = state;
  return { ...trimMessages(state, keep), spoken, spokenAfter };
}

/** What is kept of the newest messages; somebody may have them in sight. */
export function trimNewest(state: ChatState, seen: boolean): ChatState {
  if (seen && state.away === null) {
    return state.messages.length > windowBound ? trimSeen(state, windowKept) : state;
  }
  if (state.messages.length <= 2 * keptUnseen) return state;
  return seen ? trimSeen(state, keptUnseen) : trimMessages(state, keptUnseen);
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
