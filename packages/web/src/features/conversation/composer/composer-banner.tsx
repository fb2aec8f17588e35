import { messageAt } from '@parley/client/chat/chat-state.ts';
import { Pencil, Reply, X } from 'lucide-react';
import type { Aim } from '../../../data/drafts.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { messageWords } from '../../chats/preview.ts';
import { useConversation } from '../conversation-context.ts';

interface ComposerBannerProps {
  readonly aim: Aim | null;
  readonly onCancel: () => void;
}

/** Above the composer: what is answered or changed, and the way out. */
export function ComposerBanner({ aim, onCancel }: ComposerBannerProps) {
  const { t } = useTranslation();
  const { chat, nameOf, jumpTo } = useConversation();
  if (aim === null) return null;
  const message = messageAt(chat, aim.number);
  const editing = aim.kind === 'edit';
  const Icon = editing ? Pencil : Reply;
  const title = editing
    ? t('conversation.editing')
    : message === undefined
      ? t('conversation.reply')
      : t('conversation.replyingTo', { name: nameOf(message.sender) });
  return (
    <div className="flex items-center gap-3 border-s-3 border-accent ps-3">
      <Icon aria-hidden size={18} className="shrink-0 text-accent" />
      <button
        type="button"
        title={t('conversation.jumpToQuoted')}
        onClick={() => jumpTo(aim.number)}
        className="min-w-0 grow rounded-sm text-start text-sm"
      >
        <span className="block font-medium text-accent">{title}</span>
        <span dir="auto" className="block truncate text-ink-soft">
          {message === undefined ? `#${aim.number}` : messageWords(message, t)}
        </span>
      </button>
      <IconButton
        small
        icon={X}
        label={editing ? t('conversation.cancelEdit') : t('conversation.cancelReply')}
        onClick={onCancel}
      />
    </div>
  );
}
