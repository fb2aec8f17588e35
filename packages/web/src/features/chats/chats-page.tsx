import { MessageCirclePlus, UsersRound } from 'lucide-react';
import { Suspense, useState } from 'react';
import { lazyPart } from '../../app/lazy-part.ts';
import { Outlet } from '../../app/routing/outlet.tsx';
import { useParam } from '../../app/routing/use-shown.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { openDialog } from '../shell/dialogs.ts';
import { Resizable } from '../shell/resizable.tsx';
import { useAttention } from '../shell/use-attention.ts';
import { ChatList } from './chat-list.tsx';
import { FilterTabs } from './filter-tabs.tsx';

const Invitations = lazyPart(() => import('./invitations.tsx'));

function ChatsHeader() {
  const { t } = useTranslation();
  return (
    <header className="flex items-center gap-1 ps-5 pe-3 pt-3 pb-2">
      <h1 className="grow text-xl font-semibold tracking-tight">{t('chats.title')}</h1>
      <IconButton icon={UsersRound} label={t('chats.newGroup')} onClick={() => openDialog('group')} />
      <IconButton icon={MessageCirclePlus} label={t('chats.newChat')} onClick={() => openDialog('chat')} />
    </header>
  );
}

function ChatsPane({ hidden }: { readonly hidden: boolean }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [scroll, setScroll] = useState<HTMLDivElement | null>(null);
  const invited = useStore(client.chats.invitations).length > 0;
  return (
    <section
      aria-label={t('chats.title')}
      className={classNames(
        'relative flex min-h-0 w-full flex-col border-line bg-surface desk:w-(--list-width) desk:max-w-[45%] desk:shrink-0 desk:border-e',
        hidden && 'max-desk:hidden',
      )}
    >
      <Resizable column="list" />
      <ChatsHeader />
      <div className="px-3 pb-2">
        <SearchField
          label={t('chats.filter')}
          value={text}
          onChange={setText}
          onArrowDown={() => scroll?.querySelector<HTMLElement>('li[data-index] a')?.focus()}
        />
      </div>
      <FilterTabs />
      <div ref={setScroll} className="relative flex min-h-0 grow flex-col overflow-y-auto">
        <Suspense>{invited && <Invitations />}</Suspense>
        <ChatList text={text} scroll={scroll} />
      </div>
    </section>
  );
}

/** The list of chats and, beside it or instead of it on a phone, the one that is open. */
export function ChatsPage() {
  const { t } = useTranslation();
  const inChat = useParam('number') !== undefined;
  const { unread } = useAttention();
  usePageTitle(inChat ? null : t('chats.title'), unread);
  return (
    <>
      <ChatsPane hidden={inChat} />
      <Outlet />
    </>
  );
}
