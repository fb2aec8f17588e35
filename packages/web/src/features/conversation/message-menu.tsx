import type { Message } from '@parley/protocol/message.ts';
import type { RefObject } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import { quickEmoji } from './emoji.ts';
import { useMessageActions } from './message-actions.ts';
import { useReact } from './reactions.tsx';

interface MessageMenuProps {
  readonly message: Message;
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

/** The menu of a message: reactions at hand on top, what else one may do below. */
export default function MessageMenu({ message, triggerRef, onClose }: MessageMenuProps) {
  const { t } = useTranslation();
  const actions = useMessageActions(message);
  const react = useReact(message);
  const label = t('conversation.actions', { number: message.number });
  return (
    <ActionMenu label={label} triggerRef={triggerRef} onClose={onClose} actions={actions}>
      <fieldset aria-label={t('conversation.react')} className="flex gap-0.5 border-b border-line p-1.5">
        {quickEmoji.map((emoji) => (
          <button
            key={emoji}
            type="button"
            aria-label={t('conversation.reactWith', { emoji })}
            onClick={() => {
              react(emoji);
              onClose();
            }}
            className="grid size-9 place-items-center rounded-md text-lg transition-transform hover:scale-115 hover:bg-hover"
          >
            {emoji}
          </button>
        ))}
      </fieldset>
    </ActionMenu>
  );
}
