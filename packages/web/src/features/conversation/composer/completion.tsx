import type { RefObject } from 'react';
import { CompletionList } from './completion-list.tsx';
import type { CompletionKeys } from './use-composer-keys.ts';
import { useTrigger } from './use-trigger.ts';

interface CompletionProps {
  readonly text: string;
  readonly caret: number;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly keys: RefObject<CompletionKeys | null>;
}

/** Completes people and emoji at the caret, while there is one to complete. */
export default function Completion({ text, caret, field, keys }: CompletionProps) {
  const { trigger, dismiss } = useTrigger(text, caret);
  if (trigger === null) return null;
  return <CompletionList trigger={trigger} field={field} keys={keys} onDismiss={dismiss} />;
}
