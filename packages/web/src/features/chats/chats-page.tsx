import { Outlet, useMatchRoute } from '@tanstack/react-router';
import { MessageCirclePlus, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useAttention } from '../shell/use-attention.ts';
import { ChatList } from './chat-list.tsx';
import { Invitations } from './invitations.tsx';

const NewChatDialog = lazy(() => import('./new-chat-dialog.tsx'));
const NewGroupDialog = lazy(() => import('./new-group-dialog.tsx'));

type OpenDialog = 'chat' | 'group' | null;

function ChatsHeader({ onOpen }: { readonly onOpen: (dialog: OpenDialog) => void }) {
  const { t } = useTranslation();
  return (
    <header className="flex items-center gap-1 ps-5 pe-3 pt-3 pb-2">
      <h1 className="grow text-xl font-semibold tracking-tight">{t('chats.title')}</h1>
      <IconButton icon={UsersRound} label={t('chats.newGroup')} onClick={() => onOpen('group')} />
      <IconButton icon={MessageCirclePlus} label={t('chats.newChat')} onClick={() => onOpen('chat')} />
    </header>
  );
}

function ChatsPane({ hidden }: { readonly hidden: boolean }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const close = () => setDialog(null);
  return (
    <section
      aria-label={t('chats.title')}
      className={classNames(
        'flex min-h-0 w-full flex-col border-line bg-surface desk:w-84 desk:shrink-0 desk:border-e',
        hidden && 'max-desk:hidden',
      )}
    >
      <ChatsHeader onOpen={setDialog} />
      <div className="px-3 pb-3">
        <SearchField label={t('chats.filter')} value={filter} onChange={setFilter} />
      </div>
      <div className="flex min-h-0 grow flex-col overflow-y-auto">
        <Invitations />
        <ChatList filter={filter} />
      </div>
      <Suspense>
        {dialog === 'chat' && <NewChatDialog onClose={close} />}
        {dialog === 'group' && <NewGroupDialog onClose={close} />}
      </Suspense>
    </section>
  );
}

/** The list of chats and, beside it or instead of it on a phone, the one that is open. */
export function ChatsPage() {
  const { t } = useTranslation();
  const inChat = useMatchRoute()({ to: '/chats/$number', fuzzy: true }) !== false;
  const { unread } = useAttention();
  usePageTitle(inChat ? '' : t('chats.title'), unread);
  return (
    <>
      <ChatsPane hidden={inChat} />
      <Outlet />
    </>
  );
}
