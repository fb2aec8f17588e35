/**
 * A value that can be watched. `get` answers the same object until something changed, so both functions fit
 * React's `useSyncExternalStore` as they are.
 */
export interface Store<T> {
  readonly get: () => T;
  /** Calls the listener after each change; the answer stops it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface WritableStore<T> extends Store<T> {
  /** Replaces the value; listeners hear of it only when it is another object. */
  readonly set: (value: T) => void;
}

export function createStore<T>(initial: T): WritableStore<T> {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      // A wrapper of its own lets the same function be subscribed twice.
      const entry = () => listener();
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
}
