import { client } from '../../data/client.ts';
import { useStore } from '../../data/use-store.ts';

/** What waits for this person: unread messages, and friend requests not looked at yet. */
export function useAttention(): { readonly unread: number; readonly requests: number } {
  const chats = useStore(client.chats.list);
  const invitations = useStore(client.chats.invitations);
  const friends = useStore(client.friends.state);
  const unread = chats.items.reduce((sum, chat) => sum + chat.unread, 0);
  const requests = friends.received.filter((request) => request.status === 'unread').length;
  return { unread: unread + invitations.length, requests };
}
