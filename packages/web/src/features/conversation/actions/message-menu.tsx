import type { Message } from '@parley/protocol/message.ts';
import {
  Copy,
  Forward,
  Info,
  Link2,
  type LucideIcon,
  Pencil,
  Pin,
  PinOff,
  Plus,
  Reply,
  SmilePlus,
  Trash2,
} from 'lucide-react';
import { useTranslation } from '../../../i18n/use-translation.ts';
import { ActionMenu } from '../../../ui/action-menu.tsx';
import { useConversation } from '../conversation-context.ts';
import { useReact } from '../message/use-react.ts';
import { actionKeys, type MessageAction, permittedActions } from './message-actions.ts';
import { quickEmoji } from './quick-emoji.ts';
import { usePerform } from './use-perform.ts';

const icons: Readonly<Record<MessageAction, LucideIcon>> = {
  reply: Reply,
  react: SmilePlus,
  forward: Forward,
  copy: Copy,
  link: Link2,
  pin: Pin,
  unpin: PinOff,
  edit: Pencil,
  info: Info,
  delete: Trash2,
};

const labels = {
  reply: 'conversation.reply',
  react: 'conversation.react',
  forward: 'conversation.forward',
  copy: 'conversation.copy',
  link: 'conversation.copyLink',
  pin: 'conversation.pin',
  unpin: 'conversation.unpin',
  edit: 'conversation.edit',
  info: 'conversation.info',
  delete: 'conversation.delete',
} as const satisfies Record<MessageAction, string>;

const keyWords: Readonly<Record<string, string>> = { Delete: 'Del' };

const emojiLook =
  'grid size-9 place-items-center rounded-md text-lg transition-transform hover:scale-115 hover:bg-hover';

interface MessageMenuProps {
  readonly message: Message;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

/** Reactions at hand, and the way to all others. */
function QuickReactions({ message, anchor, onClose }: MessageMenuProps) {
  const { t } = useTranslation();
  const { open } = useConversation();
  const react = useReact(message);
  return (
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
          className={emojiLook}
        >
          {emoji}
        </button>
      ))}
      <button
        type="button"
        aria-label={t('emoji.more')}
        title={t('emoji.more')}
        onClick={() => open({ kind: 'react', message, anchor })}
        className={emojiLook}
      >
        <Plus aria-hidden size={18} />
      </button>
    </fieldset>
  );
}

/** The menu of a message: reactions at hand on top, what else one may do below. */
export function MessageMenu(props: MessageMenuProps) {
  const { message, anchor, onClose } = props;
  const { t } = useTranslation();
  const { chat } = useConversation();
  const perform = usePerform();
  const actions = permittedActions(message, chat).map((id) => ({
    id,
    label: t(labels[id]),
    icon: icons[id],
    danger: id === 'delete',
    shortcut: keyWords[actionKeys[id][0] ?? ''] ?? actionKeys[id][0]?.toUpperCase() ?? '',
    run: () => perform(id, message, anchor),
  }));
  return (
    <ActionMenu
      label={t('conversation.actions', { number: message.number })}
      triggerRef={{ current: anchor }}
      onClose={onClose}
      actions={actions}
    >
      <QuickReactions {...props} />
    </ActionMenu>
  );
}
