import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Row } from './rows.ts';

export type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** Older messages are asked for while this many rows are still above what is seen. */
const loadAhead = 6;
/** As near to the end as this counts as being there. */
const endThresholdPx = 90;
/** Above the oldest row: where loading is shown. */
const headPx = 40;

/**
 * A row that begins above what is seen keeps its foot where it is when it changes: the oldest loaded row loses its day
 * heading or its author once older rows stand above it, and the text below must not move.
 */
function isAtHead(item: VirtualItem, _delta: number, { scrollOffset }: RowVirtualizer): boolean {
  return item.start < (scrollOffset ?? 0) + headPx;
}

function estimatedHeight(row: Row | undefined): number {
  if (row === undefined) return 60;
  const text =
    row.kind === 'message'
      ? (row.message.content ?? '')
      : row.kind === 'pending'
        ? (row.pending.draft.content ?? '')
        : '';
  const lines = Math.ceil(text.length / 60) + (text.match(/\n/g)?.length ?? 0);
  return 22 + Math.max(1, lines) * 21 + (row.startsDay ? 48 : 0) + (row.startsGroup ? 8 : 0);
}

/** A virtual list that stays where it is when older rows arrive, and at the end when newer ones do. */
export function useConversationVirtualizer(
  rows: readonly Row[],
  scroll: RefObject<HTMLDivElement | null>,
): RowVirtualizer {
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => estimatedHeight(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: endThresholdPx,
    overscan: 10,
    paddingStart: headPx,
    paddingEnd: 12,
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isAtHead;
  return virtualizer;
}

/** Begins at the first unread message where it is loaded, else at the newest. */
export function useOpeningPlace(virtualizer: RowVirtualizer, rows: readonly Row[]): void {
  const placed = useRef(false);
  useLayoutEffect(() => {
    if (placed.current || rows.length === 0) return;
    placed.current = true;
    const unreadAt = rows.findIndex((row) => row.startsUnread);
    if (unreadAt > 0) virtualizer.scrollToIndex(unreadAt, { align: 'start' });
    else virtualizer.scrollToEnd();
  }, [virtualizer, rows]);
}

/** Whoever is at the end stays there when the place for the messages changes: a keyboard, a longer draft, a banner. */
export function useStayAtEnd(virtualizer: RowVirtualizer, scroll: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      const wasAtEnd = element.scrollHeight - element.scrollTop - height <= endThresholdPx;
      if (wasAtEnd && element.clientHeight !== height) virtualizer.scrollToEnd();
      height = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [virtualizer, scroll]);
}

interface OlderLoading {
  readonly hasOlder: boolean;
  readonly loading: boolean;
  readonly load: () => void;
}

/** Asks for older messages when the oldest loaded ones come into sight. */
export function useLoadOlder(virtualizer: RowVirtualizer, { hasOlder, loading, load }: OlderLoading): void {
  const firstSeen = virtualizer.range?.startIndex ?? Number.POSITIVE_INFINITY;
  const wanted = hasOlder && !loading && firstSeen < loadAhead;
  useEffect(() => {
    if (wanted) load();
  }, [wanted, load]);
}
