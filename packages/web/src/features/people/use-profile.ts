import type { Profile } from '@parley/protocol/user.ts';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';
import { currentRelation } from './current-relation.ts';

/** Somebody as the server knows them, and as we stand to each other now. */
export function useProfile(username: string) {
  const friends = useStore(client.friends.state);
  const query = useQuery({
    queryKey: ['profile', username],
    queryFn: ({ signal }) => client.api.call('getUser', { params: { username }, signal }),
  });
  const profile: Profile | undefined = query.data && {
    ...query.data,
    relation: currentRelation(query.data, friends),
  };
  return { profile, failed: query.isError, retry: () => void query.refetch() };
}
