import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import { createStore } from '@parley/client/store.ts';

export const listFilters = ['all', 'unread', 'groups', 'people'] as const;
export type ListFilter = (typeof listFilters)[number];

type Filtered = Pick<ChatSummary, 'number' | 'kind' | 'unread'>;

const passes: Record<ListFilter, (chat: Filtered) => boolean> = {
  all: () => true,
  unread: (chat) => chat.unread > 0,
  groups: (chat) => chat.kind === 'group',
  people: (chat) => chat.kind === 'private',
};

/** Which part of the list is shown; as long as the page is open. */
export const chosenFilter = createStore<ListFilter>('all');

/** The chats a filter shows. The open one stays among the unread while it is being read. */
export function filtered<Chat extends Filtered>(
  chats: readonly Chat[],
  filter: ListFilter,
  open: number | null = null,
): readonly Chat[] {
  if (filter === 'all') return chats;
  return chats.filter((chat) => passes[filter](chat) || (filter === 'unread' && chat.number === open));
}

/** How many chats each filter shows. */
export function countsOf(chats: readonly Filtered[]): Record<ListFilter, number> {
  const counts = { all: chats.length, unread: 0, groups: 0, people: 0 };
  for (const chat of chats) {
    for (const filter of ['unread', 'groups', 'people'] as const) if (passes[filter](chat)) counts[filter]++;
  }
  return counts;
}
