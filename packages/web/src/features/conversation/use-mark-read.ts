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
export function useLookedAt(): boolean {
  return useSyncExternalStore(subscribe, isLookedAt);
}

interface Sight {
  readonly lookedAt: boolean;
  readonly atEnd: boolean;
  /** The number of the last message that is wholly in sight; 0: none. */
  readonly lastSeen: number;
}

/** What somebody has seen is read (WEB69): everything at the end of the chat, else what has come into sight. */
export function useMarkRead({ unread, chat }: ChatSnapshot, { lookedAt, atEnd, lastSeen }: Sight): void {
  const { handle } = useConversation();
  const read = chat?.marks.read ?? 0;
  useEffect(() => {
    if (unread === 0 || !lookedAt) return;
    if (atEnd) handle.markRead();
    else if (lastSeen > read) handle.markRead(lastSeen);
  }, [handle, unread, read, lookedAt, atEnd, lastSeen]);
}
