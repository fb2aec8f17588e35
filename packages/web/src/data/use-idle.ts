import { useEffect, useState } from 'react';

/** What one sees first is drawn and what it asked for has come: nothing more is loaded meanwhile (WEB12). */
const afterMs = 800;

/** Turns true a moment after the first view: for what is not needed to read and to write. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIdle(true), afterMs);
    return () => clearTimeout(timer);
  }, []);
  return idle;
}
