import type { Store } from '@parley/client/store.ts';
import { useSyncExternalStore } from 'react';

/** A client store's value, kept current. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}
