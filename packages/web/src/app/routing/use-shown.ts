import { useMemo, useSyncExternalStore } from 'react';
import { currentlyShown, onShown, type Shown } from './router.ts';

/** Something of what is shown, a primitive or a part of it; the component renders anew only when that changes. */
export function useShown<T>(select: (shown: Shown) => T): T {
  return useSyncExternalStore(onShown, () => select(currentlyShown()));
}

/** What stands in the place of `:name` in the address; undefined where it has no such part. */
export function useParam(name: 'number' | 'message' | 'code'): string | undefined {
  return useShown(({ params }) => params[name]);
}

/** The query of the address as a reader of `search-params.ts` understands it. */
export function useSearch<T>(read: (raw: Record<string, unknown>) => T): T {
  const search = useShown(({ place }) => place.search);
  return useMemo(() => read(Object.fromEntries(new URLSearchParams(search))), [read, search]);
}
