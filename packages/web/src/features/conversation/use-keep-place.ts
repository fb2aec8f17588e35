import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Row } from './rows.ts';
import type { RowVirtualizer } from './use-conversation-scroll.ts';
import type { Timeline } from './use-timeline.ts';

interface Place {
  readonly rows: readonly Row[];
  /** The number of the first message in sight. */
  readonly number: number;
  readonly atEnd: boolean;
  /** The goal that had been reached. */
  readonly reached: Timeline['goal'];
}

interface Scene {
  readonly rows: readonly Row[];
  readonly timeline: Timeline;
  /** The goal that was reached last. */
  readonly reached: RefObject<Timeline['goal']>;
  readonly atEnd: boolean;
}

function numberOf(row: Row | undefined): number {
  return row?.kind === 'message' ? row.message.number : 0;
}

const isMessage = (row: Row) => row.kind === 'message';

/**
 * What is in sight may be let go of under somebody's eyes: after a long sleep the client holds other messages. Then
 * it is gone back to (WEB61).
 */
export function useKeepPlace(virtualizer: RowVirtualizer, { rows, timeline, reached, atEnd }: Scene): void {
  const place = useRef<Place | null>(null);
  useLayoutEffect(() => {
    const { goal, returnTo } = timeline;
    const before = place.current;
    const first = virtualizer.range?.startIndex ?? 0;
    const number = numberOf(rows.slice(first).find(isMessage));
    place.current = { rows, number, atEnd, reached: reached.current };
    if (before === null || before.rows === rows || before.atEnd || before.number === 0) return;
    // Somebody is on the way elsewhere, or has just arrived.
    if (before.reached !== reached.current || (goal !== null && goal !== reached.current)) return;
    const [oldest, newest] = [numberOf(rows.find(isMessage)), numberOf(rows.findLast(isMessage))];
    if (oldest > 0 && (before.number < oldest || before.number > newest)) returnTo(before.number);
  });
}
