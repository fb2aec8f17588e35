import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SearchFilters } from '../../app/search-params.ts';
import { client } from '../../data/client.ts';
import { momentsOf } from './day-range.ts';

const pageSize = 50;

/** Matches in one's chats as the filters narrow them, newest first, and people on the first page. */
export function useMessageSearch({ q = '', chat, from, since, until }: SearchFilters) {
  const narrowed = {
    ...(chat === undefined ? {} : { chat }),
    ...(from === undefined ? {} : { sender: from }),
    ...momentsOf({ since, until }),
  };
  const search = useInfiniteQuery({
    queryKey: ['search', q, narrowed],
    queryFn: ({ pageParam, signal }) =>
      client.api.call('searchEverywhere', {
        query: { q, limit: pageSize, ...narrowed, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
    enabled: q !== '',
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = search;
  const found = (data?.pages ?? []).some((page) => page.items.length > 0);
  // A page says where to go on even when nothing in it passed the filters (SEARCH6).
  const goOn = !found && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  return search;
}

/** How many messages of a chat match, exactly; undefined while that is not known, or with further filters. */
export function useTotal({ q = '', chat, from, since, until }: SearchFilters): number | undefined {
  const countable = q !== '' && chat !== undefined && (from ?? since ?? until) === undefined;
  const { data } = useQuery({
    queryKey: ['search total', q, chat],
    queryFn: async ({ signal }) => {
      const { headers } = await client.api.request('autocompleteMessages', {
        params: { number: chat ?? 0 },
        query: { keyword: q, limit: 1 },
        signal,
      });
      return Number(headers.get('x-total-hits'));
    },
    enabled: countable,
  });
  return countable ? data : undefined;
}
