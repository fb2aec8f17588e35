import { type RefObject, useEffect, useState } from 'react';
import EmojiPopover from '../../emoji/emoji-popover.tsx';
import { useConversation } from '../conversation-context.ts';
import type { Composition } from './composition.ts';
import { insertText } from './insert-text.ts';

interface EmojiChoiceProps {
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly composition: Composition;
  readonly onDone: () => void;
}

/** Emoji into the text, or a sticker at once. */
export default function EmojiChoice({ button, field, composition, onDone }: EmojiChoiceProps) {
  const { handle } = useConversation();
  const [chosen, choose] = useState<string | null>(null);
  useEffect(() => {
    const { current } = field;
    if (chosen === null || current === null) return;
    // The picker keeps the focus to itself while it is open, so that the text gets its emoji now.
    insertText(current, chosen, [current.selectionStart, current.selectionEnd]);
    onDone();
  }, [chosen, field, onDone]);
  function sendSticker(sticker: string, content: string): void {
    onDone();
    const { aim } = composition.state.get();
    const reply = aim?.kind === 'reply' ? { reply_to: aim.number } : {};
    handle.send({ content, sticker, ...reply }).acknowledged.catch(() => undefined);
    if (aim?.kind === 'reply') composition.letGo();
  }
  if (chosen !== null) return null;
  return <EmojiPopover triggerRef={button} onEmoji={choose} onSticker={sendSticker} onClose={onDone} />;
}
