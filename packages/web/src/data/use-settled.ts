import { useEffect, useState } from 'react';

/** A value that has not changed for a while; for asking the server as somebody types. */
export function useSettled<T>(value: T, settleMs = 220): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value, settleMs]);
  return settled;
}
