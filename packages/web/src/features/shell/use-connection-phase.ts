import { useEffect, useState, useSyncExternalStore } from 'react';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';

/** What there is to say of the connection; null: nothing. */
export type ConnectionPhase = 'cutOff' | 'connecting' | 'waiting' | 'back' | null;

/** A short break is not worth a word, and that it is over is said for a moment. */
const quietMs = 2000;
const backMs = 2500;

function subscribeNetwork(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

function useShown(down: boolean): 'down' | 'back' | null {
  const [shown, setShown] = useState<'down' | 'back' | null>(null);
  useEffect(() => {
    if (!down) setShown((before) => (before === 'down' ? 'back' : before));
    const timer = setTimeout(() => setShown(down ? 'down' : null), down ? quietMs : backMs);
    return () => clearTimeout(timer);
  }, [down]);
  return shown;
}

/** Follows the connection; breaks shorter than two seconds do not show. */
export function useConnectionPhase(): ConnectionPhase {
  const { status } = useStore(client.connection.state);
  const onLine = useSyncExternalStore(subscribeNetwork, () => navigator.onLine);
  const shown = useShown(status === 'connecting' || status === 'offline');
  if (shown !== 'down') return shown;
  if (!onLine) return 'cutOff';
  return status === 'connecting' ? 'connecting' : 'waiting';
}

/** Seconds until a moment, counted down; null where there is none. */
export function useSecondsUntil(moment: number | undefined): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (moment === undefined) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [moment]);
  return moment === undefined ? null : Math.max(0, Math.ceil((moment - now) / 1000));
}
