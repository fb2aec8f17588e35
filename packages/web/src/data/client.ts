import { createClient } from '@parley/client/client.ts';
import { indexedDbStorage } from '@parley/client/storage/indexed-db-storage.ts';
import { browserTabs } from '@parley/client/tabs/browser-tabs.ts';
import { fetchOrTake } from '../early/early-answers.ts';

/** The one client of this page: same origin, session in an httpOnly cookie, state kept in IndexedDB, one connection for all tabs. */
export const client = createClient({
  baseUrl: '',
  credentials: 'cookie',
  fetch: fetchOrTake as typeof fetch,
  storage: indexedDbStorage('parley'),
  tabs: browserTabs(),
});

// A hidden page may never be let run again, and is not asked before.
addEventListener('pagehide', () => client.settle());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') client.settle();
});
