import { Check, SendHorizontal, Smile } from 'lucide-react';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { lazyPart } from '../../../app/lazy-part.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { Extra } from '../../../ui/extra.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { Composition } from './composition.ts';

const EmojiChoice = lazyPart(() => import('./emoji-choice.tsx'));

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

/** Opens the emoji and stickers. */
export function EmojiButton({ field, composition }: EmojiButtonProps) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
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
      {open && (
        <Extra onFailed={close}>
          <EmojiChoice button={button} field={field} composition={composition} onDone={close} />
        </Extra>
      )}
    </>
  );
}
