import type { Message } from '@parley/protocol/message.ts';
import { Ellipsis, Reply, SmilePlus } from 'lucide-react';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useConversation } from '../conversation-context.ts';

/** The buttons beside a message: seen on hover, on focus, and always where fingers cannot hover. */
export function MessageTools({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const { reply, open } = useConversation();
  return (
    <div className="flex shrink-0 self-center opacity-0 transition-opacity duration-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-80">
      <IconButton
        small
        icon={SmilePlus}
        label={t('conversation.react')}
        aria-haspopup="dialog"
        onClick={({ currentTarget: anchor }) => open({ kind: 'react', message, anchor })}
        className="pointer-coarse:hidden"
      />
      <IconButton
        small
        icon={Reply}
        label={t('conversation.reply')}
        onClick={() => reply(message)}
        className="pointer-coarse:hidden"
      />
      <IconButton
        small
        icon={Ellipsis}
        data-actions
        label={t('conversation.actions', { number: message.number })}
        aria-haspopup="dialog"
        onClick={({ currentTarget: anchor }) => open({ kind: 'menu', message, anchor })}
      />
    </div>
  );
}
