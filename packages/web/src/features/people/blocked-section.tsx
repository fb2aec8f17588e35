import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { client } from '../../data/client.ts';
import { useTranslation } from '../../i18n/use-translation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadedList } from '../../ui/loaded-list.tsx';
import { PersonChoice } from './person-choice.tsx';
import { PersonRow } from './person-row.tsx';

function useBlocks() {
  return useInfiniteQuery({
    queryKey: ['blocks'],
    queryFn: ({ pageParam, signal }) =>
      client.api.call('listBlocks', { query: pageParam === '' ? {} : { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  });
}

/** Whom one has blocked. */
export function BlockedSection() {
  const { t } = useTranslation();
  const blocks = useBlocks();
  const people = (blocks.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <LoadedList
      pending={blocks.isPending}
      failed={blocks.isError}
      hasMore={blocks.hasNextPage}
      loadingMore={blocks.isFetchingNextPage}
      onMore={() => void blocks.fetchNextPage()}
      onRetry={() => void blocks.refetch()}
    >
      {people.length === 0 && (
        <EmptyState icon={ShieldCheck} title={t('people.noBlockedTitle')}>
          {t('people.noBlocked')}
        </EmptyState>
      )}
      <ul aria-label={t('people.blocked')}>
        {people.map((person) => (
          <PersonRow key={person.username} person={person}>
            <PersonChoice username={person.username} relation="blocked" />
          </PersonRow>
        ))}
      </ul>
    </LoadedList>
  );
}
