import { Pencil, Reply, X } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { messageWords } from '../chats/preview.ts';
import type { ComposerMode } from './composer-mode.ts';
import { useConversation } from './conversation-context.ts';

interface ComposerBannerProps {
  readonly mode: ComposerMode;
  readonly onCancel: () => void;
}

/** Above the composer: what is answered or changed, and the way out. */
export function ComposerBanner({ mode, onCancel }: ComposerBannerProps) {
  const { t } = useTranslation();
  const { nameOf } = useConversation();
  if (mode.kind === 'write') return null;
  const editing = mode.kind === 'edit';
  const Icon = editing ? Pencil : Reply;
  const title = editing
    ? t('conversation.editing')
    : t('conversation.replyingTo', { name: nameOf(mode.message.sender) });
  return (
    <div className="flex items-center gap-3 border-s-3 border-accent ps-3">
      <Icon aria-hidden size={18} className="shrink-0 text-accent" />
      <div className="min-w-0 grow text-sm">
        <p className="font-medium text-accent">{title}</p>
        <p dir="auto" className="truncate text-ink-soft">
          {messageWords(mode.message, t)}
        </p>
      </div>
      <IconButton
        small
        icon={X}
        label={editing ? t('conversation.cancelEdit') : t('conversation.cancelReply')}
        onClick={onCancel}
      />
    </div>
  );
}
