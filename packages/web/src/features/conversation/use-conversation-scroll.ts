import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  type VirtualItem,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { Row } from './rows.ts';

export type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** As near to the end as this counts as being there. */
const endThresholdPx = 90;
/** Above the oldest row, and below the newest one while there are newer ones: where loading is shown. */
export const edgePx = 40;
const footPx = 12;

/**
 * A row that begins above what is seen keeps its foot where it is when it changes: the oldest loaded row loses its day
 * heading or its author once older rows stand above it, and the text below must not move (WEB61). One that fills all
 * that is seen keeps its head: it is the one being read.
 */
function isAtHead(item: VirtualItem, _delta: number, { scrollOffset, scrollRect }: RowVirtualizer): boolean {
  const top = scrollOffset ?? 0;
  return item.start <= top + edgePx && item.end < top + (scrollRect?.height ?? Number.POSITIVE_INFINITY);
}

const estimates = new WeakMap<Row, number>();

function estimatedHeight(row: Row | undefined): number {
  if (row === undefined) return 60;
  const known = estimates.get(row);
  if (known !== undefined) return known;
  const estimate = estimateOf(row);
  estimates.set(row, estimate);
  return estimate;
}

function estimateOf(row: Row): number {
  const text =
    row.kind === 'message'
      ? (row.message.content ?? '')
      : row.kind === 'pending'
        ? (row.pending.draft.content ?? '')
        : '';
  const lines = Math.ceil(text.length / 60) + (text.match(/\n/g)?.length ?? 0);
  return 22 + Math.max(1, lines) * 21 + (row.startsDay ? 48 : 0) + (row.startsGroup ? 8 : 0);
}

export interface Scene {
  readonly rows: readonly Row[];
  readonly scroll: RefObject<HTMLDivElement | null>;
  /** Whether the newest messages are shown: only then there is an end to stay at. */
  readonly atNewest: boolean;
  /** The key of the row that has the focus: it stays in the page out of sight, or the focus would be lost. */
  readonly focused: RefObject<string | null>;
}

/** A virtual list that stays where it is when rows come or go at either end, and at the end of the chat. */
export function useConversationVirtualizer({ rows, scroll, atNewest, focused }: Scene): RowVirtualizer {
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const estimateSize = useCallback((index: number) => estimatedHeight(rows[index]), [rows]);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      const { current } = focused;
      const kept = current === null ? -1 : rows.findIndex((row) => row.key === current);
      return kept === -1 || indexes.includes(kept) ? indexes : [...indexes, kept].sort((a, b) => a - b);
    },
    [rows, focused],
  );
  // Rows below those of a window are no news: only what follows the newest message is followed.
  const wasAtNewest = useRef(atNewest);
  useEffect(() => {
    wasAtNewest.current = atNewest;
  });
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroll.current,
    ...{ getItemKey, estimateSize, rangeExtractor },
    anchorTo: 'end',
    followOnAppend: atNewest && wasAtNewest.current,
    scrollEndThreshold: atNewest ? endThresholdPx : -1,
    overscan: 8,
    paddingStart: edgePx,
    paddingEnd: atNewest ? footPx : edgePx,
    scrollPaddingStart: footPx,
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isAtHead;
  return virtualizer;
}

/** Whoever is at the end stays there when the place for the messages changes: a keyboard, a longer draft, a banner. */
export function useStayAtEnd(
  virtualizer: RowVirtualizer,
  { scroll, atNewest }: Pick<Scene, 'scroll' | 'atNewest'>,
): void {
  useEffect(() => {
    const element = scroll.current;
    if (element === null || !atNewest) return;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      const wasAtEnd = element.scrollHeight - element.scrollTop - height <= endThresholdPx;
      if (wasAtEnd && element.clientHeight !== height) virtualizer.scrollToEnd();
      height = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [virtualizer, scroll, atNewest]);
}
