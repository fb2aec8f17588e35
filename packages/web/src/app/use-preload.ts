import { useEffect } from 'react';
import { whenIdle } from './when-idle.ts';

/** After the first view is long there. */
const calmMs = 4000;

/** Loads what a key may ask for at any moment, once nothing else is wanted any more. */
export function usePreload(load: () => Promise<unknown>): void {
  useEffect(() => {
    // Without a connection it is asked for when it is wanted.
    void whenIdle(calmMs).then(() => load().catch(() => undefined));
  }, [load]);
}
