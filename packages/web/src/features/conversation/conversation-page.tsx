import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { MessageCircleOff } from 'lucide-react';
import { useDeferredValue } from 'react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { useParam } from '../../app/routing/use-shown.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useChatHandle } from '../../data/use-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonConversation } from '../../ui/skeleton.tsx';
import { SidePanes } from '../panes/side-panes.tsx';
import { usePane } from '../panes/use-pane.ts';
import { OpenConversation } from './open-conversation.tsx';

function Missing() {
  const { t } = useTranslation();
  usePageTitle(t('shell.notFoundTitle'));
  return (
    <EmptyState
      heading="h1"
      icon={MessageCircleOff}
      title={t('shell.notFoundTitle')}
      action={
        <Link to={addresses.chats} className="font-medium text-accent underline underline-offset-4">
          {t('shell.toChats')}
        </Link>
      }
    >
      {t('conversation.gone')}
    </EmptyState>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <section aria-busy className="flex min-w-0 grow flex-col">
      <div className="min-h-15 border-b border-line bg-surface" />
      <SkeletonConversation label={t('shell.loading')} />
    </section>
  );
}

function HeldConversation({ handle }: { readonly handle: ChatHandle }) {
  const snapshot = useStore(handle.state);
  // One that comes while the page waits for it is drawn bit by bit, so that typing and scrolling go on meanwhile.
  const isThere = useDeferredValue(snapshot.chat !== null);
  if (snapshot.status === 'missing') return <Missing />;
  if (snapshot.chat === null || !isThere) return <Loading />;
  return <OpenConversation handle={handle} snapshot={snapshot} chat={snapshot.chat} />;
}

/** The chat of the address, and beside it its details or a search. */
export function ConversationPage() {
  const number = useParam('number') ?? '';
  const covered = usePane().shown !== null;
  const wanted = /^[1-9]\d{0,9}$/.test(number) ? Number(number) : null;
  if (wanted === null) return <Missing />;
  return (
    <div className="relative flex min-w-0 grow">
      <div className={classNames('flex min-w-0 grow', covered && 'max-wide:invisible')}>
        <NumberedConversation key={wanted} number={wanted} />
      </div>
      <SidePanes number={wanted} />
    </div>
  );
}

function NumberedConversation({ number }: { readonly number: number }) {
  const handle = useChatHandle(number);
  return handle === null ? <Loading /> : <HeldConversation handle={handle} />;
}
