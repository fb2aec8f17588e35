import { useTranslation } from '../../../i18n/use-translation.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useConversation } from '../conversation-context.ts';
import { PinnedList } from './pinned-list.tsx';

/** Everything that is pinned here, to go to. */
export function PinsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { handle, chat, jumpTo } = useConversation();
  function jump(number: number): void {
    onClose();
    jumpTo(number);
  }
  return (
    <Dialog title={t('conversation.allPinned')} onClose={onClose}>
      <PinnedList handle={handle} chat={chat} onJump={jump} />
    </Dialog>
  );
}
