import { useEffect, useState } from 'react';
import { type Trigger, triggerAt } from './trigger.ts';

interface Triggered {
  readonly trigger: Trigger | null;
  /** Not this one: until another is begun. */
  readonly dismiss: () => void;
}

/** What is to be completed at the caret, unless somebody said that it is not. */
export function useTrigger(text: string, caret: number): Triggered {
  const [dismissed, setDismissed] = useState<number | null>(null);
  const found = triggerAt(text, Math.min(caret, text.length));
  const none = found === null;
  useEffect(() => {
    if (none) setDismissed(null);
  }, [none]);
  return {
    trigger: none || found.start === dismissed ? null : found,
    dismiss: () => setDismissed(found?.start ?? null),
  };
}
