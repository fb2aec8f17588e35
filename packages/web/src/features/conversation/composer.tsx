import { limits } from '@parley/protocol/limits.ts';
import { Check, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { useAction } from '../../data/use-action.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ComposerBanner } from './composer-banner.tsx';
import { type ComposerMode, lastEditable, writing } from './composer-mode.ts';
import { useConversation } from './conversation-context.ts';
import { useComposerText } from './use-composer-text.ts';

interface ComposerProps {
  readonly mode: ComposerMode;
  readonly onMode: (mode: ComposerMode) => void;
}

function bytesOver(text: string): number {
  if (text.length * 3 <= limits.contentBytes) return 0;
  return Math.max(0, new TextEncoder().encode(text).length - limits.contentBytes);
}

/** Carries out what was written: sends it, answers with it, or changes a message to it. */
function useSubmit(
  { mode, onMode }: ComposerProps,
  text: string,
  change: (text: string) => void,
): () => void {
  const { handle } = useConversation();
  const { run } = useAction();
  return () => {
    const content = text.trim();
    if (content === '' || bytesOver(content) > 0) return;
    if (mode.kind === 'edit') {
      const { number, content: before } = mode.message;
      onMode(writing);
      if (content !== before) void run(() => handle.edit(number, content));
      return;
    }
    const reply = mode.kind === 'reply' ? { reply_to: mode.message.number } : {};
    // A failure shows on the message itself, with the choice to send it again.
    handle.send({ content, ...reply }).acknowledged.catch(() => undefined);
    change('');
    onMode(writing);
  };
}

function useComposerKeys({ mode, onMode }: ComposerProps, text: string, submit: () => void) {
  const { chat, me } = useConversation();
  return (event: KeyboardEvent) => {
    // While an input method composes, its Enter and arrows are its own.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && mode.kind !== 'write') {
      event.preventDefault();
      onMode(writing);
    } else if (event.key === 'ArrowUp' && !event.altKey && text === '' && mode.kind === 'write') {
      const message = lastEditable(chat.messages, me);
      if (message === undefined) return;
      event.preventDefault();
      onMode({ kind: 'edit', message });
    }
  };
}

/** Fingers get the keyboard when they ask for it, who walks results beside it stays there; others can write at once. */
function useFocusOnMode(field: RefObject<HTMLTextAreaElement | null>, mode: ComposerMode): void {
  useEffect(() => {
    const besideIt = document.activeElement?.closest('aside') != null;
    const atOnce = matchMedia('(pointer: fine)').matches && !besideIt;
    if (mode.kind !== 'write' || atOnce) field.current?.focus();
  }, [field, mode]);
}

interface SendButtonProps {
  readonly editing: boolean;
  readonly disabled: boolean;
  readonly onPress: () => void;
}

function SendButton({ editing, disabled, onPress }: SendButtonProps) {
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

/** Where one writes: Enter sends, Shift+Enter makes a line, ↑ changes the last message, Escape lets go. */
export function Composer(props: ComposerProps) {
  const { t } = useTranslation();
  const { handle, title } = useConversation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, change] = useComposerText(props.mode);
  const submit = useSubmit(props, text, change);
  const onKeyDown = useComposerKeys(props, text, submit);
  const over = bytesOver(text);
  const editing = props.mode.kind === 'edit';
  useFocusOnMode(field, props.mode);
  return (
    <div className="mx-auto grid w-full max-w-240 gap-2 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] desk:px-6 desk:pb-4">
      <ComposerBanner mode={props.mode} onCancel={() => props.onMode(writing)} />
      <div className="flex items-end gap-2 rounded-xl border border-line-strong/60 bg-surface p-1.5 focus-within:border-accent">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          enterKeyHint="send"
          aria-label={t('conversation.compose', { name: title })}
          placeholder={t('conversation.placeholder')}
          aria-invalid={over > 0 || undefined}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            change(event.target.value);
            if (event.target.value !== '') handle.typing();
          }}
          className="field-sizing-content max-h-50 min-h-9 grow resize-none bg-transparent px-2.5 py-1.5 outline-none"
        />
        <SendButton editing={editing} disabled={text.trim() === '' || over > 0} onPress={submit} />
      </div>
      {over > 0 && (
        <p role="alert" className="px-2 text-sm text-danger">
          {t('conversation.tooLong', { count: over })}
        </p>
      )}
    </div>
  );
}
