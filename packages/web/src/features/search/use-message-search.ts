import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../data/client.ts';

/** Matches in all of one's chats, and people on the first page. Asks nothing for an empty query. */
export function useEverywhereSearch(q: string) {
  return useInfiniteQuery({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) =>
      client.api.call('searchEverywhere', {
        query: { q, limit: 30, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
    enabled: q !== '',
  });
}

/** Matches in one chat. */
export function useChatSearch(number: number, q: string) {
  return useInfiniteQuery({
    queryKey: ['search', number, q],
    queryFn: ({ pageParam, signal }) =>
      client.api.call('searchMessages', {
        params: { number },
        query: { q, limit: 30, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
    enabled: q !== '',
  });
}
