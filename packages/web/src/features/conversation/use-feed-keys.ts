import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { Row } from './rows.ts';
import type { RowVirtualizer } from './use-conversation-scroll.ts';
import type { Edges } from './use-edges.ts';
import type { Timeline } from './use-timeline.ts';

interface Scene {
  readonly rows: readonly Row[];
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly edges: Edges;
  readonly timeline: Timeline;
}

/** Of what is seen, so much stays in sight when a page is turned. */
const pageShare = 0.85;

function articleOf(feed: HTMLElement, key: string): HTMLElement | null {
  return feed.querySelector(`[data-key="${CSS.escape(key)}"] article`);
}

function keyOf(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-key]')?.dataset.key;
}

/** Gives the focus to a row's article, now or as soon as it is in the page. */
export function useRowFocus(scroll: RefObject<HTMLDivElement | null>): (key: string) => void {
  const awaited = useRef<string | null>(null);
  const focus = useCallback(() => {
    const [feed, key] = [scroll.current, awaited.current];
    const article = feed === null || key === null ? null : articleOf(feed, key);
    if (article === null) return;
    awaited.current = null;
    article.focus({ preventScroll: true });
  }, [scroll]);
  useLayoutEffect(focus);
  return useCallback(
    (key) => {
      awaited.current = key;
      focus();
    },
    [focus],
  );
}

/** Keys of the feed: arrows walk from message to message, pages are turned, Home and End are those of the whole chat. */
export function useFeedKeys(
  virtualizer: RowVirtualizer,
  scene: Scene,
  focusRow: (key: string) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  const now = useRef(scene);
  useLayoutEffect(() => {
    now.current = scene;
  });
  return useMemo(() => {
    const walk = async (feed: HTMLElement, target: Element, step: 1 | -1) => {
      const current = keyOf(target);
      if (current === undefined) {
        // From the list itself, the first ↑ takes the newest one in sight.
        if (step === -1) articlesIn(feed).at(-1)?.focus();
        return;
      }
      const next = neighbour(now.current.rows, current, step);
      const edge = step === 1 ? now.current.edges.newer : now.current.edges.older;
      if (next === undefined && edge.more) await edge.load();
      const index = next ?? neighbour(now.current.rows, current, step);
      const key = index === undefined ? undefined : now.current.rows[index]?.key;
      if (index === undefined || key === undefined) return;
      const article = articleOf(feed, key);
      if (article !== null) article.focus();
      else {
        virtualizer.scrollToIndex(index);
        focusRow(key);
      }
    };
    return (event) => {
      const { target, currentTarget, key } = event;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!(target instanceof HTMLElement) || !isOfFeed(target, currentTarget)) return;
      const inArticle = target !== currentTarget;
      const { timeline } = now.current;
      if (key === 'ArrowUp') void walk(currentTarget, target, -1);
      else if (key === 'ArrowDown' && inArticle) void walk(currentTarget, target, 1);
      else if (key === 'Home') timeline.jumpToFirst(inArticle);
      else if (key === 'End') timeline.jumpToNewest(inArticle);
      else if (key === 'PageUp') turnPage(currentTarget, -1, inArticle);
      else if (key === 'PageDown') turnPage(currentTarget, 1, inArticle);
      else return;
      event.preventDefault();
    };
  }, [virtualizer, focusRow]);
}

/** Inside a message the keys belong to what has the focus there. */
function isOfFeed(target: HTMLElement, feed: HTMLElement): boolean {
  return target === feed || target.tagName === 'ARTICLE';
}

function articlesIn(feed: HTMLElement): HTMLElement[] {
  return [...feed.querySelectorAll('article')];
}

function neighbour(rows: readonly Row[], key: string, step: number): number | undefined {
  const index = rows.findIndex((row) => row.key === key);
  const next = index + step;
  return index === -1 || next < 0 || next >= rows.length ? undefined : next;
}

function turnPage(feed: HTMLElement, step: number, moveFocus: boolean): void {
  feed.scrollTop += step * feed.clientHeight * pageShare;
  if (!moveFocus) return;
  // In the next frame the rows of the new place are there.
  requestAnimationFrame(() => {
    const { top, bottom } = feed.getBoundingClientRect();
    const seen = articlesIn(feed).filter((each) => {
      const box = each.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
    (step < 0 ? seen[0] : seen.at(-1))?.focus({ preventScroll: true });
  });
}
