import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import type { Row } from './rows.ts';
import type { RowVirtualizer } from './use-conversation-scroll.ts';
import type { Edges } from './use-edges.ts';
import type { Timeline } from './use-timeline.ts';

interface Scene {
  readonly rows: readonly Row[];
  readonly edges: Edges;
  readonly timeline: Timeline;
  readonly virtualizer: RowVirtualizer;
  readonly focusRow: (key: string) => void;
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

interface Walk {
  readonly feed: HTMLElement;
  readonly from: Element;
  readonly step: 1 | -1;
}

/** To the next message in a direction, which is loaded when it has to be. */
async function walk({ feed, from, step }: Walk, scene: () => Scene): Promise<void> {
  const current = keyOf(from);
  if (current === undefined) {
    // From the list itself, the first ↑ takes the newest one in sight.
    if (step === -1) articlesIn(feed).at(-1)?.focus();
    return;
  }
  const { edges } = scene();
  const edge = step === 1 ? edges.newer : edges.older;
  if (neighbour(scene().rows, current, step) === undefined && edge.more) await edge.load();
  const { rows, virtualizer, focusRow } = scene();
  const index = neighbour(rows, current, step);
  const key = index === undefined ? undefined : rows[index]?.key;
  if (index === undefined || key === undefined) return;
  const article = articleOf(feed, key);
  if (article !== null) {
    article.focus();
    return;
  }
  virtualizer.scrollToIndex(index);
  focusRow(key);
}

/** Does what a key asks for; false: it is not one of the feed's. */
function obey(key: string, feed: HTMLElement, target: HTMLElement, scene: () => Scene): boolean {
  const { timeline } = scene();
  const inArticle = target !== feed;
  if (key === 'ArrowUp') void walk({ feed, from: target, step: -1 }, scene);
  else if (key === 'ArrowDown' && inArticle) void walk({ feed, from: target, step: 1 }, scene);
  else if (key === 'Home') timeline.jumpToFirst(inArticle);
  else if (key === 'End') timeline.jumpToNewest(inArticle);
  else if (key === 'PageUp') turnPage(feed, -1, inArticle);
  else if (key === 'PageDown') turnPage(feed, 1, inArticle);
  else return false;
  return true;
}

/** Keys of the feed: arrows walk from message to message, pages are turned, Home and End are those of the chat (WEB65). */
export function useFeedKeys(scene: Scene): (event: KeyboardEvent<HTMLElement>) => void {
  const now = useRef(scene);
  useLayoutEffect(() => {
    now.current = scene;
  });
  return useCallback((event) => {
    const { target, currentTarget, key } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!(target instanceof HTMLElement) || !isOfFeed(target, currentTarget)) return;
    if (obey(key, currentTarget, target, () => now.current)) event.preventDefault();
  }, []);
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
