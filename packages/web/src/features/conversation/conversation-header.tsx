import { ArrowLeft, type LucideIcon, PanelRight, Search } from 'lucide-react';
import type { MouseEvent } from 'react';
import { addresses } from '../../app/addresses.ts';
import { stepsBackTo } from '../../app/history-trail.ts';
import { Link } from '../../app/routing/link.tsx';
import { pageHistory } from '../../app/routing/page-history.ts';
import type { Pane } from '../../app/search-params.ts';
import { client } from '../../data/client.ts';
import { presenceWords } from '../../data/presence-words.ts';
import { usePictures } from '../../data/use-names.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { usePane } from '../panes/use-pane.ts';
import { useConversation } from './conversation-context.ts';
import { otherOf } from './other-member.ts';

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

interface PaneButtonProps {
  readonly pane: Pane;
  readonly icon: LucideIcon;
  readonly label: string;
}

/** Shows a pane, or puts it away. */
function PaneButton({ pane, icon, label }: PaneButtonProps) {
  const { chat } = useConversation();
  const { shown, open, close } = usePane();
  const inThisChat = pane === 'search' ? { chat: chat.number } : {};
  return (
    <IconButton
      icon={icon}
      label={label}
      mirrored={pane === 'details'}
      aria-expanded={shown === pane}
      onClick={() => (shown === pane ? close() : open({ pane, ...inThisChat }))}
      className="aria-expanded:bg-selected aria-expanded:text-accent"
    />
  );
}

/** Back to the list: to where it stands in the history, else in the place of this page. */
function BackLink() {
  const { t } = useTranslation();
  function goBack(event: MouseEvent): void {
    const steps = stepsBackTo(addresses.chats);
    if (steps === 0) return;
    event.preventDefault();
    pageHistory.go(-steps);
  }
  return (
    <Link
      to={addresses.chats}
      replace
      aria-label={t('shell.back')}
      onClick={goBack}
      className="grid size-10 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-hover hover:text-ink desk:hidden"
    >
      <ArrowLeft aria-hidden size={21} className="rtl:-scale-x-100" />
    </Link>
  );
}

/** Whom one talks with, and the ways to search in it and to its details. */
export function ConversationHeader() {
  const { t } = useTranslation();
  const { title } = useConversation();
  const subtitle = useSubtitle();
  const { open } = usePane();
  return (
    <header className="flex min-h-15 shrink-0 items-center gap-1 border-b border-line bg-surface px-2 desk:ps-3">
      <BackLink />
      <h1 className="min-w-0 grow">
        <button
          type="button"
          onClick={() => open({ pane: 'details' })}
          className="flex w-full items-center gap-3 rounded-md p-1.5 text-start hover:bg-hover"
        >
          <Portrait />
          <span className="min-w-0">
            <span dir="auto" className="block truncate font-semibold">
              {title}
            </span>
            {subtitle !== '' && (
              <span className="block truncate text-sm font-normal text-ink-soft">{subtitle}</span>
            )}
          </span>
        </button>
      </h1>
      <PaneButton pane="search" icon={Search} label={t('conversation.searchHere')} />
      <PaneButton pane="details" icon={PanelRight} label={t('conversation.details')} />
    </header>
  );
}
