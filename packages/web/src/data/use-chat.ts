import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import { useLayoutEffect, useState } from 'react';
import { client } from './client.ts';

/**
 * The handle of a chat for as long as the component shows it; null for the moment before it is opened.
 * Openings are counted by the client, so two components may hold the same chat.
 */
export function useChatHandle(number: number): ChatHandle | null {
  const [handle, setHandle] = useState<ChatHandle | null>(null);
  useLayoutEffect(() => {
    const held = client.chats.open(number);
    setHandle(held);
    return () => held.close();
  }, [number]);
  return handle?.number === number ? handle : null;
}
