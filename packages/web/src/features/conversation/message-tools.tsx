import type { Message } from '@parley/protocol/message.ts';
import { Ellipsis, Reply } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useConversation } from './conversation-context.ts';

const MessageMenu = lazy(() => import('./message-menu.tsx'));

/** The buttons beside a message: seen on hover, on focus, and always where fingers cannot hover. */
export function MessageTools({ message }: { readonly message: Message }) {
  const { t } = useTranslation();
  const { reply } = useConversation();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <div
      className={classNames(
        'flex shrink-0 self-center transition-opacity duration-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100',
        open ? 'opacity-100' : 'opacity-0 pointer-coarse:opacity-80',
      )}
    >
      <IconButton
        small
        icon={Reply}
        label={t('conversation.reply')}
        onClick={() => reply(message)}
        className="pointer-coarse:hidden"
      />
      <IconButton
        small
        ref={trigger}
        icon={Ellipsis}
        label={t('conversation.actions', { number: message.number })}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <MessageMenu message={message} triggerRef={trigger} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
