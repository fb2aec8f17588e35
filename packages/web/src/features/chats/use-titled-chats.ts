import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import { useMemo } from 'react';
import { client } from '../../data/client.ts';
import { useNames } from '../../data/use-names.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { chatTitle } from './chat-title.ts';

export interface TitledChat {
  readonly chat: ChatSummary;
  readonly title: string;
}

/** One's chats with their titles, latest activity first; only those whose title has the text in it. */
export function useTitledChats(text: string): readonly TitledChat[] {
  const { t } = useTranslation();
  const { items } = useStore(client.chats.list);
  const nameOf = useNames();
  const titled = useMemo(
    () => items.map((chat) => ({ chat, title: chatTitle(chat, nameOf, t) })),
    [items, nameOf, t],
  );
  return useMemo(() => {
    const wanted = text.trim().toLocaleLowerCase();
    return wanted === '' ? titled : titled.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
  }, [titled, text]);
}
