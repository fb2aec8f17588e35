import { createStore } from '@parley/client/store.ts';

/** Whether a newer build of the app than this page's is here; this page goes on with its own until it is reloaded. */
export const updateReady = createStore(false);
