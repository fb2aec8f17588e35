import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { TitledChat } from './use-titled-chats.ts';

/** The height of a row in rem; the rows in `chat-list.tsx` have it too. */
const rowRem = 4.5;

function rowHeight(): number {
  return rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function nextIndex(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const next = key === 'ArrowDown' ? at + 1 : key === 'ArrowUp' ? at - 1 : null;
  return next === null || next < 0 || next >= count ? null : next;
}

/** Only the rows in sight are in the page; arrow keys walk all of them. */
export function useListRows(chats: readonly TitledChat[], scroll: HTMLElement | null) {
  const list = useRef<HTMLUListElement>(null);
  const [margin, setMargin] = useState(0);
  // What stands above the list in the same scroller (invitations) comes and goes.
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0));
  const virtualizer = useVirtualizer({
    count: chats.length,
    getScrollElement: () => scroll,
    estimateSize: rowHeight,
    getItemKey: (index) => chats[index]?.chat.number ?? index,
    overscan: 8,
    scrollMargin: margin,
  });
  // The row that has the focus as soon as it is in the page; keys pressed meanwhile walk on from it.
  const awaited = useRef<number | null>(null);
  function focusAwaited(): void {
    if (awaited.current === null) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-index="${awaited.current}"] a`);
    if (link || awaited.current >= chats.length) awaited.current = null;
    link?.focus();
  }
  useLayoutEffect(focusAwaited);
  function focusRow(index: number): void {
    virtualizer.scrollToIndex(index, { align: 'auto' });
    awaited.current = index;
    focusAwaited();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (row === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nextIndex(event.key, awaited.current ?? Number(row.dataset.index), chats.length);
    if (next === null) return;
    event.preventDefault();
    focusRow(next);
  }
  return { list, virtualizer, margin, focusRow, onKeyDown };
}
