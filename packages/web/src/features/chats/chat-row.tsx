import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import { Link } from '@tanstack/react-router';
import { Clock } from 'lucide-react';
import { client } from '../../data/client.ts';
import { useDraft } from '../../data/drafts.ts';
import { useMyUsername } from '../../data/use-account.ts';
import { useNames, usePictures } from '../../data/use-names.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { rowTime } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { previewOf } from './preview.ts';
import { typingWords } from './typing-words.ts';

function Preview({ chat }: { readonly chat: ChatSummary }) {
  const { t } = useTranslation();
  const me = useMyUsername();
  const nameOf = useNames();
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
  return previewOf(chat.lastMessage, { me, isGroup: chat.kind === 'group', nameOf, t });
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

/** One chat of the list: who, when, the last words, what is unread. */
export function ChatRow({ chat, title }: { readonly chat: ChatSummary; readonly title: string }) {
  const { t } = useTranslation();
  const pictureOf = usePictures();
  const presence = usePresenceOf(chat.other?.username);
  const isGroup = chat.kind === 'group';
  return (
    <Link
      to="/chats/$number"
      params={{ number: String(chat.number) }}
      activeOptions={{ includeSearch: false }}
      className="flex items-center gap-3 rounded-md px-3 py-2.5 transition-colors hover:bg-hover focus-visible:-outline-offset-2 data-[status=active]:bg-selected"
    >
      <Avatar
        name={title}
        seed={isGroup ? `group ${chat.number}` : (chat.other?.username ?? '')}
        picture={isGroup ? chat.picture : pictureOf(chat.other?.username ?? null)}
        size="large"
        square={isGroup}
        presence={presence}
      />
      <span className="flex min-w-0 grow flex-col gap-0.5">
        <span className="flex items-baseline gap-2">
          <span dir="auto" className="min-w-0 grow truncate font-medium">
            {title}
          </span>
          {presence === 'online' && <span className="sr-only">{t('conversation.online')}</span>}
          <RowTime at={chat.lastActivityAt} />
        </span>
        <span className="flex items-center gap-2">
          <span dir="auto" className="min-w-0 grow truncate text-sm text-ink-soft">
            <Preview chat={chat} />
          </span>
          {chat.pending > 0 && <Clock aria-hidden size={14} className="shrink-0 text-ink-faint" />}
          <Badge count={chat.unread} label={t('chats.unread', { count: chat.unread })} />
        </span>
      </span>
    </Link>
  );
}
