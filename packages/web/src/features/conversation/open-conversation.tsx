import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import type { ChatState } from '@parley/client/chat/chat-state.ts';
import type { Message } from '@parley/protocol/message.ts';
import { lazy, Suspense, useMemo, useState } from 'react';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useMyUsername } from '../../data/use-account.ts';
import { useNames } from '../../data/use-names.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { chatTitle } from '../chats/chat-title.ts';
import type { Question } from '../confirm/confirm-dialog.tsx';
import { useAttention } from '../shell/use-attention.ts';
import { Announcements } from './announcements.tsx';
import { Composer } from './composer.tsx';
import { type ComposerMode, writing } from './composer-mode.ts';
import { type Conversation, ConversationContext } from './conversation-context.ts';
import { ConversationHeader } from './conversation-header.tsx';
import { MessageList } from './message-list.tsx';
import { otherOf } from './other-member.ts';
import { TypingLine } from './typing-line.tsx';
import { useTimeline } from './use-timeline.ts';

const ConfirmDialog = lazy(() => import('../confirm/confirm-dialog.tsx'));

interface OpenConversationProps {
  readonly handle: ChatHandle;
  readonly snapshot: ChatSnapshot;
  readonly chat: ChatState;
}

function useTitle(chat: ChatState, me: string): string {
  const { t } = useTranslation();
  const nameOf = useNames(chat.members);
  return chatTitle({ ...chat, other: otherOf(chat, me) ?? null }, nameOf, t);
}

function useDeletion(handle: ChatHandle): [Question | null, (message: Message | null) => void] {
  const { t } = useTranslation();
  const [message, ask] = useState<Message | null>(null);
  const question = message && {
    title: t('conversation.deleteTitle'),
    lead: t('conversation.deleteLead'),
    action: t('conversation.delete'),
    onConfirm: () => handle.delete(message.number),
  };
  return [question, ask];
}

/** A conversation that is there: header, messages, who is typing, the composer. */
export function OpenConversation({ handle, snapshot, chat }: OpenConversationProps) {
  const me = useMyUsername();
  const nameOf = useNames(chat.members);
  const title = useTitle(chat, me);
  const [mode, setMode] = useState<ComposerMode>(writing);
  const timeline = useTimeline(handle, snapshot);
  const { jumpTo } = timeline;
  const [deletion, askToDelete] = useDeletion(handle);
  const { unread } = useAttention();
  usePageTitle(title, unread);
  const conversation = useMemo(
    (): Conversation => ({
      ...{ handle, chat, me, title, nameOf, jumpTo, askToDelete },
      reply: (message) => setMode({ kind: 'reply', message }),
      edit: (message) => setMode({ kind: 'edit', message }),
    }),
    [handle, chat, me, title, nameOf, jumpTo, askToDelete],
  );
  return (
    <ConversationContext value={conversation}>
      <section aria-label={title} className="flex min-w-0 grow flex-col">
        <ConversationHeader />
        <MessageList snapshot={snapshot} timeline={timeline} />
        <Announcements />
        <TypingLine typing={snapshot.typing} />
        {chat.status === 'member' && <Composer mode={mode} onMode={setMode} />}
      </section>
      <Suspense>
        {deletion !== null && <ConfirmDialog {...deletion} onClose={() => askToDelete(null)} />}
      </Suspense>
    </ConversationContext>
  );
}
