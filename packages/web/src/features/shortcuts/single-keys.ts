import { createStore } from '@parley/client/store.ts';

const storageKey = 'parley.singleKeys';

/** Whether shortcuts of a single character are on; a choice of this device. */
export const singleKeys = createStore(localStorage.getItem(storageKey) !== 'off');

export function chooseSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
  singleKeys.set(on);
}
