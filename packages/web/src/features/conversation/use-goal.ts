import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from './rows.ts';
import type { RowVirtualizer } from './use-conversation-scroll.ts';
import type { Goal } from './use-timeline.ts';

const litMs = 1800;
/** The list measures rows on its way; so long at most, as a rule. */
const arrivingMs = 250;

interface Stage {
  readonly rows: readonly Row[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly virtualizer: RowVirtualizer;
  readonly focusRow: (key: string) => void;
}

interface Arrival {
  /** The goal that was reached last. */
  readonly reached: RefObject<Goal | null>;
  /** Whether the first goal, where the conversation opens, has been reached. */
  readonly opened: boolean;
  /** Whether the list stands at its goal. */
  readonly settled: boolean;
  /** The number of the message that is lit up. */
  readonly lit: number | null;
}

function numberOf(row: Row | undefined): number | undefined {
  return row?.kind === 'message' ? row.message.number : undefined;
}

/** The row a goal leads to; 'end' for below all; undefined while what it leads to is not loaded. */
function rowOf(goal: Goal, { rows, hasOlder, hasNewer }: Stage): number | 'end' | undefined {
  if (rows.length === 0 || goal.place === 'day') return undefined;
  if (goal.place === 'newest') return hasNewer ? undefined : 'end';
  const wanted = goal.place === 'unread' ? goal.after + 1 : goal.number;
  const numbers = rows.map(numberOf).filter((number) => number !== undefined);
  const [first, last] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  if ((wanted < first && hasOlder) || wanted > last) return undefined;
  if (goal.place === 'message') return rows.findIndex((row) => numberOf(row) === wanted);
  const line = rows.findIndex((row) => row.startsUnread);
  return line === -1 ? 'end' : line;
}

function scrollTo(at: number | 'end', goal: Goal, { virtualizer }: Stage): void {
  if (at === 'end') virtualizer.scrollToEnd();
  else virtualizer.scrollToIndex(at, { align: isLit(goal) ? 'center' : 'start' });
}

function isLit(goal: Goal): boolean {
  return goal.place === 'message' && goal.lit;
}

/** True from a moment on until it has lasted. */
function useMoment<T>(lastingMs: number): readonly [T | null, (value: T) => void] {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => setValue(null), lastingMs);
    return () => clearTimeout(timer);
  }, [value, lastingMs]);
  return [value, setValue];
}

/** Scrolls to a goal in the frame in which what it leads to is there. */
export function useGoal(goal: Goal | null, stage: Stage): Arrival {
  const reached = useRef<Goal | null>(null);
  const place = useRef<number | 'end'>('end');
  const [opened, setOpened] = useState(false);
  const [lit, light] = useMoment<number>(litMs);
  const [arriving, arrive] = useMoment<Goal>(arrivingMs);
  useLayoutEffect(() => {
    const at = goal === null ? undefined : rowOf(goal, stage);
    if (goal === null || at === undefined || at === -1) return;
    const isNew = reached.current !== goal;
    // While the list finds its way rows may still come in above: the row wanted has another index then.
    if (!isNew && (arriving !== goal || place.current === at)) return;
    [reached.current, place.current] = [goal, at];
    scrollTo(at, goal, stage);
    if (!isNew) return;
    setOpened(true);
    arrive(goal);
    if (goal.place === 'message' && goal.lit) light(goal.number);
    const row = at === 'end' ? stage.rows.at(-1) : stage.rows[at];
    if ('focus' in goal && goal.focus === true && row !== undefined) stage.focusRow(row.key);
  });
  return { opened, settled: opened && arriving === null, lit, reached };
}
