import { createStore } from '@parley/client/store.ts';

/** What the page that was gone to is called, for screen readers; empty as long as it is the first one, whose title is read anyway. */
export const pageGoneTo = createStore('');

let current = '';

/** Says where one is; going somewhere else makes it news. */
export function namePage(name: string): void {
  if (current !== '') pageGoneTo.set(name);
  current = name;
}
