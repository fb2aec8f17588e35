import { createStore } from '@parley/client/store.ts';

const storageKey = 'parley.details';

/** Whether the details stand beside every conversation where there is room for a third column. */
export const rememberedDetails = createStore(localStorage.getItem(storageKey) === 'shown');

export function rememberDetails(shown: boolean): void {
  if (shown) localStorage.setItem(storageKey, 'shown');
  else localStorage.removeItem(storageKey);
  rememberedDetails.set(shown);
}
