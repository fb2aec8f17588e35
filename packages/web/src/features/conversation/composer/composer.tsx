import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { lazyPart } from '../../../app/lazy-part.ts';
import { useStore } from '../../../data/use-store.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Extra } from '../../../ui/extra.tsx';
import { useConversation } from '../conversation-context.ts';
import { ComposerBanner } from './composer-banner.tsx';
import { EmojiButton, SendButton } from './composer-buttons.tsx';
import type { Composition, Written } from './composition.ts';
import { useBytesLeft } from './use-bytes-left.ts';
import { hasKeyboard, useComposerKeys } from './use-composer-keys.ts';
import { useSubmit } from './use-submit.ts';

const Completion = lazyPart(() => import('./completion.tsx'));

/** Fingers get the keyboard when they ask for it, who walks results beside it stays there; others can write at once. */
function useFocusOnAim(field: RefObject<HTMLTextAreaElement | null>, { aim }: Written): void {
  const [kind, number] = [aim?.kind, aim?.number];
  useEffect(() => {
    const { current } = field;
    if (current === null) return;
    const besideIt = document.activeElement?.closest('aside') != null;
    if (number !== undefined || (hasKeyboard() && !besideIt)) current.focus();
    if (kind === 'edit') current.setSelectionRange(current.value.length, current.value.length);
  }, [field, kind, number]);
}

/** Near the limit of the instance: how much is left, or by how much it is too long. */
function BytesLeft({ left }: { readonly left: number | null }) {
  const { t } = useTranslation();
  if (left === null) return null;
  return left < 0 ? (
    <p role="alert" className="px-2 text-sm text-danger">
      {t('conversation.tooLong', { count: -left })}
    </p>
  ) : (
    <p role="status" className="px-2 text-sm text-ink-faint">
      {t('conversation.bytesLeft', { count: left })}
    </p>
  );
}

interface TextFieldProps {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly invalid: boolean;
  readonly busy: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  /** Where the next letter goes; 0 while something is selected. */
  readonly onCaret: (caret: number) => void;
  readonly onChange: (text: string) => void;
}

function caretOf({ selectionStart, selectionEnd }: HTMLTextAreaElement): number {
  return selectionStart === selectionEnd ? selectionStart : 0;
}

/** The text, which grows with its lines up to a limit. */
function TextField({ ref, text, invalid, busy, onKeyDown, onCaret, onChange }: TextFieldProps) {
  const { t } = useTranslation();
  const { handle, title } = useConversation();
  return (
    <textarea
      ref={ref}
      rows={1}
      dir="auto"
      value={text}
      enterKeyHint={hasKeyboard() ? 'send' : 'enter'}
      aria-label={t('conversation.compose', { name: title })}
      placeholder={t('conversation.placeholder')}
      aria-invalid={invalid || undefined}
      readOnly={busy}
      onKeyDown={onKeyDown}
      onSelect={(event) => onCaret(caretOf(event.currentTarget))}
      onChange={({ target }) => {
        onChange(target.value);
        onCaret(caretOf(target));
        if (target.value !== '') handle.typing();
      }}
      className={classNames(
        'field-sizing-content max-h-50 min-h-9 grow resize-none bg-transparent px-2.5 py-1.5 outline-none',
        busy && 'opacity-60',
      )}
    />
  );
}

interface ComposerProps {
  readonly composition: Composition;
}

/** Where one writes: Enter sends, Shift+Enter makes a line, ↑ changes the last message, Escape lets go. */
export function Composer({ composition }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const written = useStore(composition.state);
  const { text, aim } = written;
  const left = useBytesLeft(text);
  const { saving, submit } = useSubmit(composition);
  const [caret, setCaret] = useState(0);
  const unfit = text.trim() === '' || (left ?? 0) < 0 || saving;
  const send = () => void (unfit || submit());
  const { onKeyDown, completion } = useComposerKeys(composition, send);
  useFocusOnAim(field, written);
  return (
    <div className="relative mx-auto grid w-full max-w-240 gap-2 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] desk:px-6 desk:pb-4">
      <Extra>
        {/[@:]/.test(text) && <Completion text={text} caret={caret} field={field} keys={completion} />}
      </Extra>
      <ComposerBanner aim={aim} onCancel={() => composition.letGo()} />
      <div className="flex items-end gap-2 rounded-xl border border-line-strong/60 bg-surface p-1.5 focus-within:border-accent">
        <TextField
          ref={field}
          text={text}
          invalid={(left ?? 0) < 0}
          busy={saving}
          onKeyDown={onKeyDown}
          onCaret={setCaret}
          onChange={(next) => composition.change(next)}
        />
        <EmojiButton field={field} composition={composition} />
        <SendButton editing={aim?.kind === 'edit'} disabled={unfit} onPress={send} />
      </div>
      <BytesLeft left={left} />
    </div>
  );
}
