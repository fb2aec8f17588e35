import { useMemo } from 'react';
import { useParam } from '../../app/routing/use-shown.ts';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ChatRow } from './chat-row.tsx';
import { chosenFilter, filtered } from './list-filter.ts';
import { NoMatch } from './no-match.tsx';
import { useListRows } from './use-list-rows.ts';
import { type TitledChat, useTitledChats } from './use-titled-chats.ts';

interface ChatListProps {
  /** What stands in the field above: only chats with this in their title. */
  readonly text: string;
  /** What the list is scrolled in; null until it is there. */
  readonly scroll: HTMLElement | null;
}

function useShown(text: string): readonly TitledChat[] {
  const titled = useTitledChats(text);
  const filter = useStore(chosenFilter);
  const number = useParam('number');
  return useMemo(() => {
    const shown = new Set(
      filtered(
        titled.map(({ chat }) => chat),
        filter,
        Number(number),
      ),
    );
    return shown.size === titled.length ? titled : titled.filter(({ chat }) => shown.has(chat));
  }, [titled, filter, number]);
}

function Rows({
  chats,
  scroll,
}: {
  readonly chats: readonly TitledChat[];
  readonly scroll: ChatListProps['scroll'];
}) {
  const { t } = useTranslation();
  const { list, virtualizer, margin, onKeyDown } = useListRows(chats, scroll);
  return (
    <ul
      ref={list}
      aria-label={t('chats.list')}
      onKeyDown={onKeyDown}
      className="relative mx-2 mb-2 shrink-0"
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const row = chats[index];
        return row === undefined ? null : (
          <li
            key={key}
            data-index={index}
            aria-setsize={chats.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 h-18"
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <ChatRow chat={row.chat} title={row.title} />
          </li>
        );
      })}
    </ul>
  );
}

/** Chats with the latest activity first, narrowed by the filter and by what is typed. */
export function ChatList({ text, scroll }: ChatListProps) {
  const { t } = useTranslation();
  const { loaded, items } = useStore(client.chats.list);
  const shown = useShown(text);
  if (!loaded && items.length === 0) return <SkeletonRows rows={7} label={t('shell.loading')} />;
  if (shown.length === 0) return <NoMatch text={text} none={items.length === 0} />;
  return <Rows chats={shown} scroll={scroll} />;
}
