import type { ChatSummary } from '@parley/client/chat/chat-snapshot.ts';
import type { Friend } from '@parley/protocol/friend.ts';
import type { LucideIcon } from 'lucide-react';
import { type Candidate, ranked } from './ranking.ts';

export interface ChatItem extends Candidate {
  readonly kind: 'chat';
  readonly title: string;
  readonly chat: ChatSummary;
}

export interface PersonItem extends Candidate {
  readonly kind: 'person';
  readonly friend: Friend;
}

export interface CommandItem extends Candidate {
  readonly kind: 'command';
  readonly title: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

export type SwitcherItem = ChatItem | PersonItem | CommandItem;

export interface SwitcherGroup {
  readonly kind: SwitcherItem['kind'];
  readonly items: readonly SwitcherItem[];
}

const most = { chat: 8, person: 5, command: 6 } as const;

interface Everything {
  readonly chats: readonly ChatItem[];
  readonly people: readonly PersonItem[];
  readonly commands: readonly CommandItem[];
}

/** Friends with whom there is a private chat already are found by that. */
export function withoutChat(friends: readonly Friend[], chats: readonly ChatItem[]): readonly Friend[] {
  const known = new Set(chats.map(({ chat }) => chat.other?.username));
  return friends.filter(({ username }) => !known.has(username));
}

/** What the switcher offers for what was typed: chats, then people to write to, then what can be done. */
export function offered(query: string, { chats, people, commands }: Everything): readonly SwitcherGroup[] {
  const all: readonly SwitcherGroup[] = [
    { kind: 'chat', items: ranked(query, chats).slice(0, most.chat) },
    { kind: 'person', items: ranked(query, people).slice(0, most.person) },
    { kind: 'command', items: ranked(query, commands).slice(0, most.command) },
  ];
  return all.filter(({ items }) => items.length > 0);
}
