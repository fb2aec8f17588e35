import { useState } from 'react';
import { type Trigger, triggerAt } from './trigger.ts';

/** What is to be completed at the caret, unless somebody said that it is not. */
export function useTrigger(text: string): {
  readonly trigger: Trigger | null;
  readonly followCaret: (field: HTMLTextAreaElement) => void;
  readonly dismiss: () => void;
} {
  const [caret, setCaret] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const found = triggerAt(text, Math.min(caret, text.length));
  return {
    trigger: found === null || found.start === dismissed ? null : found,
    followCaret({ selectionStart, selectionEnd }) {
      setCaret(selectionStart === selectionEnd ? selectionStart : 0);
      if (found === null) setDismissed(null);
    },
    dismiss: () => setDismissed(found?.start ?? null),
  };
}
