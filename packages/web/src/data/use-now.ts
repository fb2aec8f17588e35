import { useSyncExternalStore } from 'react';

const stepMs = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  for (const listener of listeners) listener();
}

/** One timer for everything on the page that shows a time. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function currentStep(): number {
  return Math.ceil(Date.now() / stepMs);
}

/** The time in steps of half a minute, so that “Today” and “5 minutes ago” stay true on an open page. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, currentStep) * stepMs);
}
