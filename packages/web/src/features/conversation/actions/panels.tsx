import type { Message } from '@parley/protocol/message.ts';
import { useTranslation } from '../../../i18n/use-translation.ts';
import ConfirmDialog from '../../confirm/confirm-dialog.tsx';
import EmojiPopover from '../../emoji/emoji-popover.tsx';
import { useConversation } from '../conversation-context.ts';
import { useReact } from '../message/use-react.ts';
import { PinsDialog } from '../pins/pins-dialog.tsx';
import { ForwardDialog } from './forward-dialog.tsx';
import { InfoDialog } from './info-dialog.tsx';
import { MessageMenu } from './message-menu.tsx';
import type { Panel } from './panel.ts';

interface Closable {
  readonly onClose: () => void;
}

interface AboutMessage extends Closable {
  readonly message: Message;
}

function ReactPopover({ message, anchor, onClose }: AboutMessage & { readonly anchor: HTMLElement }) {
  const react = useReact(message);
  function choose(emoji: string): void {
    react(emoji);
    onClose();
  }
  return <EmojiPopover triggerRef={{ current: anchor }} onEmoji={choose} onClose={onClose} />;
}

function DeleteDialog({ message, onClose }: AboutMessage) {
  const { t } = useTranslation();
  const { handle } = useConversation();
  return (
    <ConfirmDialog
      title={t('conversation.deleteTitle')}
      lead={t('conversation.deleteLead')}
      action={t('conversation.delete')}
      onConfirm={() => handle.delete(message.number)}
      onClose={onClose}
    />
  );
}

/** What lies over the conversation. */
export default function Panels({ panel, onClose }: { readonly panel: Panel } & Closable) {
  switch (panel.kind) {
    case 'menu':
      return <MessageMenu {...panel} onClose={onClose} />;
    case 'react':
      return <ReactPopover {...panel} onClose={onClose} />;
    case 'forward':
      return <ForwardDialog message={panel.message} onClose={onClose} />;
    case 'info':
      return <InfoDialog message={panel.message} onClose={onClose} />;
    case 'delete':
      return <DeleteDialog message={panel.message} onClose={onClose} />;
    case 'pins':
      return <PinsDialog onClose={onClose} />;
  }
}
