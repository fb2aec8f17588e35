import { useEffect, useState } from 'react';
import { readDraft, writeDraft } from '../../data/drafts.ts';
import type { ComposerMode } from './composer-mode.ts';
import { useConversation } from './conversation-context.ts';

/** The text being written: the draft, which is kept, or the text of the message being changed, which is not. */
export function useComposerText(mode: ComposerMode): [text: string, change: (text: string) => void] {
  const { me, handle } = useConversation();
  const [text, setText] = useState(() => readDraft(me, handle.number));
  const edited = mode.kind === 'edit' ? mode.message : null;
  useEffect(() => {
    setText(edited === null ? readDraft(me, handle.number) : (edited.content ?? ''));
  }, [edited, me, handle]);
  function change(next: string): void {
    setText(next);
    if (edited === null) writeDraft(me, handle.number, next);
  }
  return [text, change];
}
