import { useEffect } from 'react';
import { whenIdle } from '../../app/when-idle.ts';

/** Keeps the focus near where it was when what had it goes; loaded once the page has nothing better to do. */
export function useKeptFocus(): void {
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    void whenIdle(800)
      .then(() => import('./keep-focus.ts'))
      .then(({ keepFocus }) => signal.aborted || keepFocus(signal));
    return () => ended.abort();
  }, []);
}
