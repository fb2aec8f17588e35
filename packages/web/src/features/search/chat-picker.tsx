import { useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.ts';
import { ChatAvatar } from '../chats/chat-avatar.tsx';
import { useTitledChats } from '../chats/use-titled-chats.ts';
import { PickList } from './pick-list.tsx';

const most = 50;

/** In which chat: one's own, latest activity first. */
export function ChatPicker({ onPick }: { readonly onPick: (number: number) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const chats = useTitledChats(typed);
  return (
    <PickList
      label={t('chats.filter')}
      typed={typed}
      onType={setTyped}
      items={chats.slice(0, most)}
      keyOf={({ chat }) => String(chat.number)}
      onPick={({ chat }) => onPick(chat.number)}
    >
      {({ chat, title }) => (
        <>
          <ChatAvatar chat={chat} title={title} size="small" />
          <bdi className="min-w-0 grow truncate">{title}</bdi>
        </>
      )}
    </PickList>
  );
}
