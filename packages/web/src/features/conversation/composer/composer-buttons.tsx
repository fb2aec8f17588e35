import { Check, SendHorizontal, Smile } from 'lucide-react';
import { type RefObject, Suspense, useEffect, useRef, useState } from 'react';
import { lazyPart } from '../../../app/lazy-part.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useConversation } from '../conversation-context.ts';
import type { Composition } from './composition.ts';
import { insertText } from './insert-text.ts';

const EmojiPopover = lazyPart(() => import('../../emoji/emoji-popover.tsx'));

interface SendButtonProps {
  readonly editing: boolean;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

export function SendButton({ editing, disabled, onPress }: SendButtonProps) {
  const { t } = useTranslation();
  const Icon = editing ? Check : SendHorizontal;
  return (
    <button
      type="button"
      aria-label={editing ? t('conversation.saveEdit') : t('conversation.send')}
      disabled={disabled}
      onClick={onPress}
      className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-faint"
    >
      <Icon aria-hidden size={18} className="rtl:-scale-x-100" />
    </button>
  );
}

interface EmojiButtonProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly composition: Composition;
}

/** Puts the chosen emoji into the text once the picker, which keeps the focus to itself, is closed. */
function useInsertion(field: EmojiButtonProps['field'], open: boolean): (emoji: string) => void {
  const chosen = useRef('');
  useEffect(() => {
    const { current } = field;
    if (open || chosen.current === '' || current === null) return;
    insertText(current, chosen.current, [current.selectionStart, current.selectionEnd]);
    chosen.current = '';
  }, [open, field]);
  return (emoji) => {
    chosen.current = emoji;
  };
}

/** Emoji into the text, or a sticker at once. */
export function EmojiButton({ field, composition }: EmojiButtonProps) {
  const { t } = useTranslation();
  const { handle } = useConversation();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const insert = useInsertion(field, open);
  const close = () => setOpen(false);
  function choose(emoji: string): void {
    insert(emoji);
    close();
  }
  function sendSticker(sticker: string, content: string): void {
    close();
    const { aim } = composition.state.get();
    const reply = aim?.kind === 'reply' ? { reply_to: aim.number } : {};
    handle.send({ content, sticker, ...reply }).acknowledged.catch(() => undefined);
    if (aim?.kind === 'reply') composition.letGo();
  }
  return (
    <>
      <IconButton
        ref={button}
        icon={Smile}
        label={t('conversation.openEmoji')}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-me-1 size-9"
      />
      <Suspense>
        {open && (
          <EmojiPopover triggerRef={button} onEmoji={choose} onSticker={sendSticker} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
