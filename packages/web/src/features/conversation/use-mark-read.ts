import type { ChatSnapshot } from '@parley/client/chat/chat-snapshot.ts';
import { useEffect, useSyncExternalStore } from 'react';
import { useConversation } from './conversation-context.ts';

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  window.addEventListener('focus', listener);
  window.addEventListener('blur', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
    window.removeEventListener('focus', listener);
    window.removeEventListener('blur', listener);
  };
}

function isLookedAt(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Whether somebody is looking at this page. */
function useLookedAt(): boolean {
  return useSyncExternalStore(subscribe, isLookedAt);
}

/** Marks everything read while the newest message is in sight of somebody. */
export function useMarkRead(snapshot: ChatSnapshot, atEnd: boolean): void {
  const { handle } = useConversation();
  const lookedAt = useLookedAt();
  const { unread } = snapshot;
  useEffect(() => {
    if (unread > 0 && atEnd && lookedAt) handle.markRead();
  }, [handle, unread, atEnd, lookedAt]);
}
