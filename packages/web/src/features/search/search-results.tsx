import type { EverywhereMatch } from '@parley/protocol/search.ts';
import type { User } from '@parley/protocol/user.ts';
import { useEffect, useMemo, useRef } from 'react';
import { useParam } from '../../app/routing/use-shown.ts';
import type { SearchFilters } from '../../app/search-params.ts';
import { client } from '../../data/client.ts';
import { useNames } from '../../data/use-names.ts';
import { useNow } from '../../data/use-now.ts';
import { useStore } from '../../data/use-store.ts';
import { dayHeading, startOfDay } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { LoadedList } from '../../ui/loaded-list.tsx';
import { useChatTitles } from '../chats/use-chat-titles.ts';
import { DirectoryRow } from '../people/directory-row.tsx';
import { ResultRow } from './result-row.tsx';
import { type Run, runsOf } from './result-runs.ts';
import { NothingFound, ResultCount } from './search-states.tsx';
import { useMessageSearch, useTotal } from './use-message-search.ts';

const headingLook = 'truncate px-3 pt-4 pb-1 text-sm font-semibold text-ink-soft';

function PeopleFound({ people }: { readonly people: readonly User[] }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <>
      <h2 className={headingLook}>{t('search.people')}</h2>
      <ul aria-label={t('search.people')}>
        {people.map((person) => (
          <DirectoryRow key={person.username} person={{ ...person, relation: 'none' }} />
        ))}
      </ul>
    </>
  );
}

/** Of several chats by chat, of one by day. */
function useRuns(matches: readonly EverywhereMatch[], oneChat: boolean) {
  const locale = useLocale();
  const now = useNow();
  const titleOf = useChatTitles();
  if (oneChat) {
    const runs = runsOf(matches, ({ message }) => String(startOfDay(new Date(message.at))));
    return {
      runs,
      headingOf: (run: Run<EverywhereMatch>) => dayHeading(new Date(Number(run.key)), now, locale),
    };
  }
  const runs = runsOf(matches, ({ chat }) => String(chat));
  return { runs, headingOf: (run: Run<EverywhereMatch>) => titleOf(Number(run.key)) };
}

/** Coming here from a result, one goes on from it. */
function useFocusOnCurrent(found: boolean) {
  const list = useRef<HTMLElement>(null);
  const message = useParam('message');
  const camePast = useRef(message !== undefined);
  useEffect(() => {
    if (!found || !camePast.current) return;
    camePast.current = false;
    list.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [found]);
  return list;
}

interface MessagesFoundProps {
  readonly matches: readonly EverywhereMatch[];
  readonly filters: SearchFilters;
}

/** Messages under the name of their chat, or inside one chat under their day. */
export function MessagesFound({ matches, filters }: MessagesFoundProps) {
  const { t } = useTranslation();
  const { items } = useStore(client.chats.list);
  const members = useMemo(() => items.flatMap((chat) => chat.members), [items]);
  const nameOf = useNames(members);
  const { runs, headingOf } = useRuns(matches, filters.chat !== undefined);
  const list = useFocusOnCurrent(matches.length > 0);
  return (
    <section ref={list} aria-label={t('search.messages')}>
      {runs.map((run) => {
        const first = run.items[0]?.message.number;
        return (
          <div key={`${run.key} ${first}`}>
            <h2 className={headingLook}>
              <bdi>{headingOf(run)}</bdi>
            </h2>
            <ul aria-label={headingOf(run)}>
              {run.items.map((match) => (
                <ResultRow
                  key={`${match.chat} ${match.message.number}`}
                  match={match}
                  author={nameOf(match.message.sender)}
                  filters={filters}
                />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

/** Messages that have the query in them, and where nothing narrows the search, people. */
export function SearchResults({ filters }: { readonly filters: SearchFilters }) {
  const search = useMessageSearch(filters);
  const total = useTotal(filters);
  const pages = search.data?.pages ?? [];
  const matches = pages.flatMap((page) => page.items);
  const { chat, from, since, until } = filters;
  const narrowed = (chat ?? from ?? since ?? until) !== undefined;
  const people = narrowed ? [] : (pages[0]?.users ?? []);
  const looking = matches.length === 0 && search.hasNextPage;
  return (
    <LoadedList
      pending={search.isPending || looking}
      failed={search.isError}
      hasMore={search.hasNextPage}
      loadingMore={search.isFetchingNextPage}
      onMore={() => void search.fetchNextPage()}
      onRetry={() => void search.refetch()}
    >
      <ResultCount total={total} count={matches.length} hasMore={search.hasNextPage} />
      <PeopleFound people={people} />
      <MessagesFound matches={matches} filters={filters} />
      {matches.length + people.length === 0 && <NothingFound query={filters.q ?? ''} />}
    </LoadedList>
  );
}
