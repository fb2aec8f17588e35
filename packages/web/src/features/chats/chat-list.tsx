import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import { Link } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useMemo } from 'react';
import { client } from '../../data/client.ts';
import { useNames } from '../../data/use-names.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ChatRow } from './chat-row.tsx';
import { chatTitle } from './chat-title.ts';

interface TitledChat {
  readonly chat: ChatSummary;
  readonly title: string;
}

function useTitledChats(filter: string): readonly TitledChat[] {
  const { t } = useTranslation();
  const { items } = useStore(client.chats.list);
  const nameOf = useNames();
  return useMemo(() => {
    const wanted = filter.trim().toLocaleLowerCase();
    return items
      .map((chat) => ({ chat, title: chatTitle(chat, nameOf, t) }))
      .filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
  }, [items, nameOf, t, filter]);
}

function NoChats() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={MessagesSquare}
      title={t('chats.emptyTitle')}
      action={
        <Link
          to="/people"
          search={{ section: 'directory' }}
          className="inline-flex min-h-10 items-center rounded-md bg-accent px-4 font-medium text-on-accent hover:bg-accent-strong"
        >
          {t('chats.emptyAction')}
        </Link>
      }
    >
      {t('chats.empty')}
    </EmptyState>
  );
}

/** Chats with the latest activity first, narrowed by what stands in the filter. */
export function ChatList({ filter }: { readonly filter: string }) {
  const { t } = useTranslation();
  const { loaded, items } = useStore(client.chats.list);
  const shown = useTitledChats(filter);
  if (!loaded && items.length === 0) return <SkeletonRows rows={6} label={t('shell.loading')} />;
  if (items.length === 0) return <NoChats />;
  if (shown.length === 0) {
    return <p className="px-5 py-8 text-center text-ink-soft">{t('chats.noMatch', { query: filter })}</p>;
  }
  return (
    <ul aria-label={t('chats.list')} className="flex flex-col gap-0.5 px-2 pb-2">
      {shown.map(({ chat, title }) => (
        <li key={chat.number} className="[contain-intrinsic-size:auto_4.25rem] [content-visibility:auto]">
          <ChatRow chat={chat} title={title} />
        </li>
      ))}
    </ul>
  );
}
