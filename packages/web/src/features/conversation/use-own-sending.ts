import type { PendingMessage } from '@parley/client/outbox/pending-message.ts';
import { useEffect, useRef } from 'react';
import type { Timeline } from './use-timeline.ts';

/** Whoever says something sees it said: the list goes to the newest messages, from wherever it is. */
export function useOwnSending(pending: readonly PendingMessage[], { jumpToNewest }: Timeline): void {
  const newest = pending.at(-1)?.clientId;
  const known = useRef(newest);
  useEffect(() => {
    if (newest !== undefined && newest !== known.current) jumpToNewest();
    if (newest !== undefined) known.current = newest;
  }, [newest, jumpToNewest]);
}
