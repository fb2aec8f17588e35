import type { Message } from '@parley/protocol/message.ts';
import { Copy, Link2, Pencil, Reply, Trash2 } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation.ts';
import type { MenuAction } from '../../ui/action-menu.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useConversation } from './conversation-context.ts';

function useCopy(): (text: string) => void {
  const { t } = useTranslation();
  return (text) => {
    navigator.clipboard.writeText(text).then(
      () => showToast(t('conversation.copied')),
      () => showToast(t('shell.failed'), 'failed'),
    );
  };
}

/** What one may do with a message: always answer and copy; change and delete by ownership and role. */
export function useMessageActions(message: Message): readonly MenuAction[] {
  const { t } = useTranslation();
  const { chat, me, reply, edit, askToDelete } = useConversation();
  const copy = useCopy();
  const own = message.sender === me;
  const link = `${location.origin}/chats/${chat.number}/messages/${message.number}`;
  const content = message.content ?? '';
  const actions: MenuAction[] = [
    { id: 'reply', label: t('conversation.reply'), icon: Reply, run: () => reply(message) },
    { id: 'copy', label: t('conversation.copy'), icon: Copy, run: () => copy(content) },
    { id: 'link', label: t('conversation.copyLink'), icon: Link2, run: () => copy(link) },
  ];
  if (own && message.sticker === undefined) {
    actions.push({ id: 'edit', label: t('conversation.edit'), icon: Pencil, run: () => edit(message) });
  }
  if (own || (chat.kind === 'group' && chat.role !== 'member')) {
    const run = () => askToDelete(message);
    actions.push({ id: 'delete', label: t('conversation.delete'), icon: Trash2, danger: true, run });
  }
  return actions;
}
