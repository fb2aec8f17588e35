import type { EverywhereMatch } from '@parley/protocol/search.ts';
import type { User } from '@parley/protocol/user.ts';
import { client } from '../../data/client.ts';
import { useNames } from '../../data/use-names.ts';
import { useStore } from '../../data/use-store.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { LoadedList } from '../../ui/loaded-list.tsx';
import { chatTitle } from '../chats/chat-title.ts';
import { DirectoryRow } from '../people/directory-row.tsx';
import { ResultRow } from './result-row.tsx';
import { NothingFound, ResultCount } from './search-states.tsx';
import { useEverywhereSearch } from './use-message-search.ts';

function usePlaces(): (chat: number) => string {
  const { t } = useTranslation();
  const { items } = useStore(client.chats.list);
  const nameOf = useNames();
  return (number) => {
    const chat = items.find((one) => one.number === number);
    return chat === undefined ? t('chats.unnamed', { number }) : chatTitle(chat, nameOf, t);
  };
}

function PeopleFound({ people }: { readonly people: readonly User[] }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <>
      <h2 className="px-3 pt-3 pb-1 text-sm font-semibold text-ink-soft">{t('search.people')}</h2>
      <ul>
        {people.map((person) => (
          <DirectoryRow key={person.username} person={{ ...person, relation: 'none' }} />
        ))}
      </ul>
    </>
  );
}

function MessagesFound({ matches }: { readonly matches: readonly EverywhereMatch[] }) {
  const { t } = useTranslation();
  const nameOf = useNames();
  const placeOf = usePlaces();
  if (matches.length === 0) return null;
  return (
    <>
      <h2 className="px-3 pt-3 pb-1 text-sm font-semibold text-ink-soft">{t('search.messages')}</h2>
      <ul aria-label={t('search.messages')}>
        {matches.map((match) => (
          <ResultRow
            key={`${match.chat} ${match.message.number}`}
            match={match}
            chat={match.chat}
            author={nameOf(match.message.sender)}
            place={placeOf(match.chat)}
          />
        ))}
      </ul>
    </>
  );
}

/** People and messages that have the query in them. */
export function EverywhereResults({ query }: { readonly query: string }) {
  const found = useEverywhereSearch(query);
  const pages = found.data?.pages ?? [];
  const matches = pages.flatMap((page) => page.items);
  const people = pages[0]?.users ?? [];
  return (
    <LoadedList
      pending={found.isPending}
      failed={found.isError}
      hasMore={found.hasNextPage}
      loadingMore={found.isFetchingNextPage}
      onMore={() => void found.fetchNextPage()}
      onRetry={() => void found.refetch()}
    >
      <ResultCount count={matches.length} hasMore={found.hasNextPage} />
      <PeopleFound people={people} />
      <MessagesFound matches={matches} />
      {matches.length + people.length === 0 && <NothingFound query={query} />}
    </LoadedList>
  );
}
