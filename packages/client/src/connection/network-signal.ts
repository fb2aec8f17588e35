/** What the platform knows of the network: a hint, never the truth. */
export interface NetworkSignal {
  /** Calls back when the network came or went; the answer stops it. */
  watch(listener: (available: boolean) => void): () => void;
}

/** The browser's `online` and `offline` events; silent elsewhere. */
export const platformNetwork: NetworkSignal = {
  watch(listener) {
    if (typeof globalThis.addEventListener !== 'function') return () => undefined;
    const came = () => listener(true);
    const went = () => listener(false);
    globalThis.addEventListener('online', came);
    globalThis.addEventListener('offline', went);
    return () => {
      globalThis.removeEventListener('online', came);
      globalThis.removeEventListener('offline', went);
    };
  },
};
