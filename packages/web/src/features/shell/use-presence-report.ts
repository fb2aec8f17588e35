import { useEffect } from 'react';
import { client } from '../../data/client.ts';

const awayAfterMs = 5 * 60_000;

/** Says “away” once the page has been hidden for five minutes, and “online” when it is looked at again. */
export function usePresenceReport(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function report(): void {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') client.presence.set('online');
      else timer = setTimeout(() => client.presence.set('away'), awayAfterMs);
    }
    // A tab may be opened behind another one.
    report();
    document.addEventListener('visibilitychange', report);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', report);
    };
  }, []);
}
