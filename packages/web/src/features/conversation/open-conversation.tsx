import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import type { ChatState } from '@parley/client/chat/chat-state.ts';
import { useMemo, useRef, useState } from 'react';
import { lazyFirstPart, lazyPart } from '../../app/lazy-part.ts';
import { usePageTitle } from '../../app/use-page-title.ts';
import { useMyUsername } from '../../data/use-account.ts';
import { useIdle } from '../../data/use-idle.ts';
import { useNames } from '../../data/use-names.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Extra } from '../../ui/extra.tsx';
import { showToast } from '../../ui/toast.tsx';
import { chatTitle } from '../chats/chat-title.ts';
import { useAttention } from '../shell/use-attention.ts';
import type { Panel } from './actions/panel.ts';
import { Announcements } from './announcements.tsx';
import { Composer } from './composer/composer.tsx';
import { Composition } from './composer/composition.ts';
import { type Conversation, ConversationContext } from './conversation-context.ts';
import { ConversationHeader } from './conversation-header.tsx';
import { MessageList } from './message-list.tsx';
import { otherOf } from './other-member.ts';
import { TypingLine } from './typing-line.tsx';
import { useTimeline } from './use-timeline.ts';

const MessageGestures = lazyFirstPart(() => import('./actions/message-gestures.ts'));
const PinnedBar = lazyFirstPart(() => import('./pins/pinned-bar.tsx'));
const Panels = lazyPart(() => import('./actions/panels.tsx'));

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

/** What lies over the conversation; says so when it cannot be loaded. */
function usePanel() {
  const { t } = useTranslation();
  const [panel, open] = useState<Panel | null>(null);
  const close = () => open(null);
  function failed(): void {
    close();
    showToast(t('errors.network'), 'failed');
  }
  return { panel, open, close, failed };
}

type Shared = Pick<Conversation, 'handle' | 'chat' | 'me' | 'title' | 'nameOf' | 'jumpTo' | 'open'>;

/** What the parts share, the same object until something of it changes. */
function useShared(shared: Shared, composition: Composition): Conversation {
  const { handle, chat, me, title, nameOf, jumpTo, open } = shared;
  return useMemo(
    () => ({
      ...{ handle, chat, me, title, nameOf, jumpTo, open },
      reply: (message) => composition.reply(message),
      edit: (message) => composition.edit(message),
      takeBack({ clientId, draft }) {
        composition.putBack(draft.content ?? '', draft.reply_to);
        handle.discard(clientId);
      },
    }),
    [handle, chat, me, title, nameOf, jumpTo, open, composition],
  );
}

/** A conversation that is there: header, messages, who is typing, the composer. */
export function OpenConversation({ handle, snapshot, chat }: OpenConversationProps) {
  const me = useMyUsername();
  const nameOf = useNames(chat.members);
  const title = useTitle(chat, me);
  const [composition] = useState(() => new Composition(me, handle.number));
  const { panel, open, close, failed } = usePanel();
  const timeline = useTimeline(handle, snapshot);
  const { jumpTo } = timeline;
  const around = useRef<HTMLDivElement>(null);
  const idle = useIdle();
  const { unread } = useAttention();
  usePageTitle(title, unread);
  const shared = { handle, chat, me, title, nameOf, jumpTo, open };
  const conversation = useShared(shared, composition);
  return (
    <ConversationContext value={conversation}>
      <section aria-label={title} className="flex min-w-0 grow flex-col">
        <ConversationHeader />
        <Extra>{idle && <PinnedBar />}</Extra>
        <div ref={around} className="flex min-h-0 grow flex-col">
          <MessageList snapshot={snapshot} timeline={timeline} />
        </div>
        <Announcements />
        <TypingLine typing={snapshot.typing} />
        {chat.status === 'member' && <Composer composition={composition} />}
      </section>
      <Extra>{idle && <MessageGestures around={around} />}</Extra>
      {panel !== null && (
        <Extra onFailed={failed}>
          <Panels panel={panel} onClose={close} />
        </Extra>
      )}
    </ConversationContext>
  );
}
