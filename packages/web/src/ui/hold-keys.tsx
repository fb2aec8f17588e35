import { useEffect } from 'react';

function hold(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Stands for something that was asked for and is being loaded: keys meant for it do not go to what is below. */
export function HoldKeys() {
  useEffect(() => {
    addEventListener('keydown', hold, { capture: true });
    return () => removeEventListener('keydown', hold, { capture: true });
  }, []);
  return null;
}
