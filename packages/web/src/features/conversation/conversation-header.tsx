import { Link } from '@tanstack/react-router';
import { ArrowLeft, Info, Search } from 'lucide-react';
import { client } from '../../data/client.ts';
import { presenceWords } from '../../data/presence-words.ts';
import { usePictures } from '../../data/use-names.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useConversation } from './conversation-context.ts';
import { otherOf } from './other-member.ts';

const iconLink =
  'grid size-10 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-hover hover:text-ink';

const paneLink = `${iconLink} data-[status=active]:bg-selected data-[status=active]:text-accent`;

/** Under the name: how many are here, or whether the other person is. */
function useSubtitle(): string {
  const { t } = useTranslation();
  const locale = useLocale();
  const { chat, me } = useConversation();
  const presence = useStore(client.presence.state);
  const now = useNow();
  if (chat.kind === 'group') return t('chats.members', { count: chat.membersCount });
  const known = presence.get(otherOf(chat, me)?.username ?? '');
  return known === undefined ? '' : presenceWords(known, { now, locale, t });
}

function Portrait() {
  const { chat, me, title } = useConversation();
  const pictureOf = usePictures();
  const presence = useStore(client.presence.state);
  const isGroup = chat.kind === 'group';
  const other = otherOf(chat, me)?.username ?? null;
  return (
    <Avatar
      name={title}
      seed={isGroup ? `group ${chat.number}` : (other ?? '')}
      picture={isGroup ? chat.picture : pictureOf(other)}
      square={isGroup}
      presence={presence.get(other ?? '')?.state}
    />
  );
}

function Title() {
  const { title } = useConversation();
  const subtitle = useSubtitle();
  return (
    <span className="min-w-0">
      <h1 dir="auto" className="truncate font-semibold">
        {title}
      </h1>
      {subtitle !== '' && <p className="truncate text-sm text-ink-soft">{subtitle}</p>}
    </span>
  );
}

/** Whom one talks with, and the ways to search in it and to its details. */
export function ConversationHeader() {
  const { t } = useTranslation();
  const { chat } = useConversation();
  const params = { number: String(chat.number) };
  return (
    <header className="flex min-h-15 shrink-0 items-center gap-1 border-b border-line bg-surface px-2 desk:ps-4">
      <Link to="/chats" aria-label={t('shell.back')} className={`${iconLink} desk:hidden`}>
        <ArrowLeft aria-hidden size={21} className="rtl:-scale-x-100" />
      </Link>
      <Link
        to="/chats/$number/details"
        params={params}
        className="flex min-w-0 grow items-center gap-3 rounded-md p-1.5 hover:bg-hover"
      >
        <Portrait />
        <Title />
      </Link>
      <Link
        to="/chats/$number/search"
        params={params}
        aria-label={t('conversation.searchHere')}
        className={paneLink}
      >
        <Search aria-hidden size={20} />
      </Link>
      <Link
        to="/chats/$number/details"
        params={params}
        aria-label={t('conversation.details')}
        className={`${paneLink} max-desk:hidden`}
      >
        <Info aria-hidden size={20} />
      </Link>
    </header>
  );
}
