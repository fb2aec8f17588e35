import { usePrivateChat } from '../../data/use-private-chat.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FriendLine } from './friend-line.tsx';
import { FriendPicker } from './friend-picker.tsx';

/** Opens a private chat with a friend, the one there is or a new one. */
export default function NewChatDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const chat = usePrivateChat(onClose);
  return (
    <Dialog title={t('chats.startTitle')} onClose={onClose}>
      <p className="-mt-2 text-ink-soft">{t('chats.startLead')}</p>
      <FriendPicker emptyWords={t('chats.noFriends')}>
        {(friend) => (
          <button
            type="button"
            disabled={chat.busy}
            onClick={() => chat.open(friend.username)}
            className="flex w-full items-center gap-3 rounded-md px-2 py-2 hover:bg-hover focus-visible:-outline-offset-2"
          >
            <FriendLine friend={friend} />
          </button>
        )}
      </FriendPicker>
    </Dialog>
  );
}
