import { useState } from 'react';
import type { Row } from './rows.ts';
import { edgePx, type RowVirtualizer } from './use-conversation-scroll.ts';

interface Sight {
  /** The day of the topmost row in sight. */
  readonly day: Date | null;
  /** Somebody scrolls, and the heading of that day is out of sight. */
  readonly dayWanted: boolean;
  /** The number of the last message wholly in sight; 0: none. */
  readonly lastSeen: number;
  /** The line of new messages is further up, and has not been in sight. */
  readonly lineAbove: boolean;
}

function lastWholly({ range, scrollOffset, scrollRect, measurementsCache }: RowVirtualizer): number {
  const last = range?.endIndex ?? -1;
  const foot = (scrollOffset ?? 0) + (scrollRect?.height ?? 0);
  return (measurementsCache[last]?.end ?? 0) <= foot ? last : last - 1;
}

function numberUpTo(rows: readonly Row[], index: number, least: number): number {
  for (let at = index; at >= least; at--) {
    const row = rows[at];
    if (row?.kind === 'message') return row.message.number;
  }
  return 0;
}

/** What of the conversation is in sight. */
export function useSight(virtualizer: RowVirtualizer, rows: readonly Row[], line: number | null): Sight {
  const { range, scrollOffset, isScrolling } = virtualizer;
  const first = range?.startIndex ?? 0;
  const top = rows[first];
  const lastSeen = numberUpTo(rows, lastWholly(virtualizer), first);
  const start = virtualizer.measurementsCache[first]?.start ?? 0;
  const headed = top?.startsDay === true && start + edgePx > (scrollOffset ?? 0);
  const topNumber = numberUpTo(rows, range?.endIndex ?? -1, 0) === 0 ? 0 : firstNumber(rows, first);
  const lineSeen = useLineSeen(line, topNumber, lastSeen);
  return {
    day: top?.at ?? null,
    dayWanted: isScrolling && !headed,
    lastSeen,
    lineAbove: line !== null && !lineSeen && topNumber > line + 1,
  };
}

function firstNumber(rows: readonly Row[], from: number): number {
  const row = rows.slice(from, from + 20).find((each) => each.kind === 'message');
  return row?.kind === 'message' ? row.message.number : 0;
}

/** Whether the line, where it stands now, has been in sight. */
function useLineSeen(line: number | null, first: number, last: number): boolean {
  const [seen, setSeen] = useState<number | null>(null);
  const inSight = line !== null && first <= line + 1 && line < last && last > 0;
  if (inSight && seen !== line) setSeen(line);
  return inSight || (seen !== null && seen === line);
}
