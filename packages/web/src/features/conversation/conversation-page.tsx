import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { Link, Outlet, useMatchRoute, useParams } from '@tanstack/react-router';
import { MessageCircleOff } from 'lucide-react';
import { useChatHandle } from '../../data/use-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonConversation } from '../../ui/skeleton.tsx';
import { OpenConversation } from './open-conversation.tsx';

function Missing() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={MessageCircleOff}
      title={t('shell.notFoundTitle')}
      action={
        <Link to="/chats" className="font-medium text-accent underline underline-offset-4">
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
  if (snapshot.status === 'missing') return <Missing />;
  if (snapshot.chat === null) return <Loading />;
  return <OpenConversation handle={handle} snapshot={snapshot} chat={snapshot.chat} />;
}

/** The chat of the address, and beside it its details or a search inside it. */
export function ConversationPage() {
  const { number } = useParams({ from: '/shell/chats/$number' });
  const wanted = /^[1-9]\d{0,9}$/.test(number) ? Number(number) : null;
  return wanted === null ? <Missing /> : <NumberedConversation key={wanted} number={wanted} />;
}

/** Whether a pane is open, which lies over the conversation where there is no room beside it. */
function useCovered(): boolean {
  const matches = useMatchRoute();
  return (
    matches({ to: '/chats/$number/details' }) !== false || matches({ to: '/chats/$number/search' }) !== false
  );
}

function NumberedConversation({ number }: { readonly number: number }) {
  const handle = useChatHandle(number);
  const covered = useCovered();
  return (
    <div className="relative flex min-w-0 grow">
      <div className={classNames('flex min-w-0 grow', covered && 'max-wide:invisible')}>
        {handle === null ? <Loading /> : <HeldConversation handle={handle} />}
      </div>
      <Outlet />
    </div>
  );
}
