import type { CachedSearchFilter } from '@parley/client/chat/search-held.ts';
import type { EverywhereMatch } from '@parley/protocol/search.ts';
import { useEffect, useState } from 'react';
import { client } from './client.ts';
import { useStore } from './use-store.ts';

/** Whether the server cannot be asked now; while a page connects for the first time, it probably can. */
export function useOffline(): boolean {
  const { status, attempt } = useStore(client.connection.state);
  return status === 'offline' || (status === 'connecting' && attempt > 1);
}

/** Matches among the messages kept on this device, newest first; undefined until they are found. */
export function useCachedSearch(
  query: string,
  { chat, sender, since, until }: CachedSearchFilter,
): readonly EverywhereMatch[] | undefined {
  const list = useStore(client.chats.list);
  const [found, setFound] = useState<readonly EverywhereMatch[]>();
  // Whatever changes in a chat, such as a message that comes or goes, changes the list.
  useEffect(() => {
    let wanted = list !== undefined;
    void client.searchCached(query, { chat, sender, since, until }).then((matches) => {
      if (wanted) setFound(matches);
    });
    return () => {
      wanted = false;
    };
  }, [query, chat, sender, since, until, list]);
  return found;
}
