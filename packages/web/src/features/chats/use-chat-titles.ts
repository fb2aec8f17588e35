import { useMemo } from 'react';
import { client } from '../../data/client.ts';
import { useNames } from '../../data/use-names.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { chatTitle } from './chat-title.ts';

/** What each of one's chats is called, by its number. */
export function useChatTitles(): (chat: number) => string {
  const { t } = useTranslation();
  const { items } = useStore(client.chats.list);
  const nameOf = useNames();
  return useMemo(() => {
    const titles = new Map(items.map((chat) => [chat.number, chatTitle(chat, nameOf, t)]));
    return (number) => titles.get(number) ?? t('chats.unnamed', { number });
  }, [items, nameOf, t]);
}
