import { messageAt } from '@parley/client/chat/chat-state.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { messageWords } from '../../chats/preview.ts';
import { useConversation } from '../conversation-context.ts';

/** The message that is answered, on two lines; pressing it goes there. */
export function Quote({ number }: { readonly number: number }) {
  const { t } = useTranslation();
  const { chat, nameOf, jumpTo } = useConversation();
  const quoted = messageAt(chat, number);
  return (
    <button
      type="button"
      title={t('conversation.jumpToQuoted')}
      onClick={() => jumpTo(number)}
      className="mb-1.5 block w-full max-w-full rounded-sm border-s-3 border-accent bg-ink/5 px-2.5 py-1 text-start text-sm hover:bg-ink/10"
    >
      {quoted === undefined ? (
        <span className="block">
          {t('conversation.quotedMissing')} <span className="tabular-nums">#{number}</span>
        </span>
      ) : (
        <>
          <span dir="auto" className="block truncate font-medium text-accent">
            {nameOf(quoted.sender)}
          </span>
          <span dir="auto" className="line-clamp-2">
            {messageWords(quoted, t)}
          </span>
        </>
      )}
    </button>
  );
}
