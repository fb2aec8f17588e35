import type { ChatState } from '@parley/client/chat/chat-state.ts';
import { client } from '../../data/client.ts';
import { useMyUsername } from '../../data/use-account.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { otherOf } from '../conversation/other-member.ts';

/** The other person of a private chat. */
export function PersonDetails({ chat }: { readonly chat: ChatState }) {
  const { t } = useTranslation();
  const other = otherOf(chat, useMyUsername());
  const { friends } = useStore(client.friends.state);
  const friend = friends.find(({ username }) => username === other?.username);
  const name = other === undefined || other.username === null ? t('chats.deletedUser') : other.name;
  return (
    <div className="grid justify-items-center gap-3 px-5 py-8 text-center">
      <Avatar name={name} seed={other?.username ?? ''} picture={friend?.avatar} size="huge" />
      <p className="text-lg font-semibold">
        <bdi>{name}</bdi>
      </p>
      {other?.username != null && (
        <p className="-mt-2 text-ink-faint">
          <bdi>@{other.username}</bdi>
        </p>
      )}
      {friend !== undefined && friend.status_text !== '' && (
        <p dir="auto" className="text-pretty text-ink-soft">
          {friend.status_text}
        </p>
      )}
    </div>
  );
}
