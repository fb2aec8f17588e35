import type { PlacedEntry } from '@parley/protocol/entry.ts';
import { isSpoken } from '@parley/protocol/spoken-kinds.ts';
import { type ChatState, type PositionedEntry, windowStart } from './chat-state.ts';

/** Spoken entries held of a chat, at most; where there are more between the messages held, the newest are told. */
export const spokenBound = 1000;

type Placed = Pick<PlacedEntry, 'position' | 'entry'>;

/** The state with an entry that follows, when a timeline tells it. */
export function withSpoken(state: ChatState, { position, entry }: Placed): ChatState {
  if (!isSpoken(entry)) return state;
  return bounded({ ...state, spoken: [...state.spoken, { position, entry }] });
}

/** Where the messages held begin: what is told after this position stands between them. */
export function timelineStart(state: ChatState): number {
  return windowStart(state) <= 1 ? 0 : (state.messages[0]?.position ?? state.position);
}

/** Whether between the messages held there may be spoken entries that are not (SYNC20). */
export function lacksSpoken(state: ChatState): boolean {
  return (
    state.status === 'member' && state.spokenAfter > timelineStart(state) && state.spoken.length < spokenBound
  );
}

/** Spoken entries read back from `readBelow`, and the position after which there are no others. */
export interface SpokenPage {
  readonly readBelow: number;
  readonly after: number;
  /** Newest first. */
  readonly items: readonly Placed[];
}

/** Puts older spoken entries before those held; a page that is not next to them changes nothing. */
export function mergeSpoken(state: ChatState, { readBelow, after, items }: SpokenPage): ChatState {
  if (readBelow !== state.spokenAfter + 1) return state;
  const older = items.map(({ position, entry }): PositionedEntry => ({ position, entry })).reverse();
  return bounded({ ...state, spoken: [...older, ...state.spoken], spokenAfter: after });
}

/** Lets go of what was told before the oldest message held. */
export function trimSpoken(state: ChatState): ChatState {
  const start = timelineStart(state);
  if (state.spokenAfter >= start) return state;
  return { ...state, spoken: state.spoken.filter(({ position }) => position > start), spokenAfter: start };
}

function bounded(state: ChatState): ChatState {
  const surplus = state.spoken.length - spokenBound;
  const last = state.spoken[surplus - 1];
  return last === undefined
    ? state
    : { ...state, spoken: state.spoken.slice(surplus), spokenAfter: last.position };
}
