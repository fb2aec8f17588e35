import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../data/client.ts';

/** Pages of the people whose name or username has the query in it; everybody for an empty one. */
export function useDirectory(q: string) {
  return useInfiniteQuery({
    queryKey: ['directory', q],
    queryFn: ({ pageParam, signal }) =>
      client.api.call('listUsers', {
        query: { limit: 30, ...(q === '' ? {} : { q }), ...(pageParam === '' ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (previous) => previous,
  });
}
