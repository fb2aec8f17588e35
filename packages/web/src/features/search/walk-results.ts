import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Arrow keys lead from the search field through the results and back; Enter opens what has the focus. */
export function walkResults(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event;
  const step = steps[key];
  const field = currentTarget.querySelector<HTMLElement>('input[type=search]');
  const results = [...currentTarget.querySelectorAll<HTMLElement>('[data-result]')];
  const at = target instanceof HTMLElement ? results.indexOf(target) : -1;
  if (key === 'Enter' && target === field) results[0]?.click();
  if (step === undefined || (at === -1 && target !== field)) return;
  event.preventDefault();
  if (at + step < 0) field?.focus();
  else results[at + step]?.focus();
}
