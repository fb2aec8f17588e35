import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import { AtSign } from 'lucide-react';
import { memo } from 'react';
import { addresses } from '../../app/addresses.ts';
import { Link } from '../../app/routing/link.tsx';
import { client } from '../../data/client.ts';
import { useDraft } from '../../data/drafts.ts';
import { useMyUsername } from '../../data/use-account.ts';
import { useNames } from '../../data/use-names.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { rowTime } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DeliveryTick } from '../conversation/message/delivery-tick.tsx';
import { ChatAvatar } from './chat-avatar.tsx';
import { previewOf } from './preview.ts';
import { typingWords } from './typing-words.ts';

function Preview({ chat }: { readonly chat: ChatSummary }) {
  const { t } = useTranslation();
  const me = useMyUsername();
  const nameOf = useNames(chat.members);
  const draft = useDraft(me, chat.number);
  const typing = typingWords(chat.typing.map(nameOf), t);
  if (typing !== '') return <span className="text-accent">{typing}</span>;
  if (draft !== '') {
    return (
      <>
        <span className="text-danger">{t('chats.draft')}</span> <bdi>{draft}</bdi>
      </>
    );
  }
  return (
    <>
      <OwnProgress chat={chat} />
      {previewOf(chat.lastMessage, { me, isGroup: chat.kind === 'group', nameOf, t })}
    </>
  );
}

function usePresenceOf(username: string | null | undefined) {
  const presence = useStore(client.presence.state);
  return username ? presence.get(username)?.state : undefined;
}

function RowTime({ at }: { readonly at: string }) {
  const locale = useLocale();
  return (
    <time dateTime={at} className="shrink-0 text-xs text-ink-faint tabular-nums">
      {rowTime(new Date(at), useNow(), locale)}
    </time>
  );
}

/** How far one's own last words have come: waiting, refused, or as the others' devices say. */
function OwnProgress({ chat }: { readonly chat: ChatSummary }) {
  const state = chat.failed > 0 ? 'failed' : chat.pending > 0 ? 'sending' : chat.lastReceipt;
  return state === null ? null : (
    <span className="me-1 inline-block align-[-0.15em] text-ink-faint">
      <DeliveryTick state={state} />
    </span>
  );
}

function Waiting({ chat }: { readonly chat: ChatSummary }) {
  const { t } = useTranslation();
  return (
    <>
      {chat.mentioned && (
        <span className="grid size-5 shrink-0 place-items-center rounded-full bg-accent text-on-accent">
          <AtSign aria-hidden size={13} strokeWidth={2.4} />
          <span className="sr-only">{t('chats.mentioned')}</span>
        </span>
      )}
      <Badge count={chat.unread} label={t('chats.unread', { count: chat.unread })} />
    </>
  );
}

/** One chat of the list: who, when, the last words, what is unread. */
export const ChatRow = memo(({ chat, title }: { readonly chat: ChatSummary; readonly title: string }) => {
  const { t } = useTranslation();
  const presence = usePresenceOf(chat.other?.username);
  return (
    <Link
      to={addresses.chat(chat.number)}
      className="flex h-full items-center gap-3 rounded-md px-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2 data-[status=active]:bg-selected"
    >
      <ChatAvatar chat={chat} title={title} size="large" presence={presence} />
      <span className="flex min-w-0 grow flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span
            dir="auto"
            className={classNames('min-w-0 grow truncate', chat.unread > 0 ? 'font-semibold' : 'font-medium')}
          >
            {title}
          </span>
          {presence === 'online' && <span className="sr-only">{t('conversation.online')}</span>}
          <RowTime at={chat.lastActivityAt} />
        </span>
        <span className="flex min-h-5 items-center gap-1.5">
          <span dir="auto" className="min-w-0 grow truncate text-sm text-ink-soft">
            <Preview chat={chat} />
          </span>
          <Waiting chat={chat} />
        </span>
      </span>
    </Link>
  );
});
