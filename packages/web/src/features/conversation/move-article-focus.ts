import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * Arrow keys walk from message to message; the first ↑ on the list takes the newest one in sight.
 * Inside a message the arrows belong to what has the focus there.
 */
export function moveArticleFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || !(target instanceof HTMLElement)) return;
  const articles = [...currentTarget.querySelectorAll('article')];
  const current = articles.indexOf(target);
  if (current === -1 && (target !== currentTarget || step > 0)) return;
  const next = current === -1 ? articles.at(-1) : articles[current + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
