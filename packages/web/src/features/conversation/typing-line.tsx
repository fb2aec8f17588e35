import { useTranslation } from '../../i18n/use-translation.ts';
import { typingWords } from '../chats/typing-words.ts';
import { useConversation } from './conversation-context.ts';

/** Who is typing; keeps its height, so that nothing jumps. Not announced: it would interrupt whoever reads (A11Y7). */
export function TypingLine({ typing }: { readonly typing: readonly string[] }) {
  const { t } = useTranslation();
  const { nameOf } = useConversation();
  const words = typingWords(typing.map(nameOf), t);
  return (
    <p className="mx-auto flex h-6 w-full max-w-240 items-center gap-2 px-4 text-sm text-ink-faint desk:px-8">
      {words !== '' && (
        <>
          <span aria-hidden className="flex gap-0.5">
            {['', '[animation-delay:150ms]', '[animation-delay:300ms]'].map((delay) => (
              <span
                key={delay}
                className={`size-1.5 animate-[typing-dot_1.2s_infinite] rounded-full bg-accent ${delay}`}
              />
            ))}
          </span>
          <span className="truncate">{words}</span>
        </>
      )}
    </p>
  );
}
