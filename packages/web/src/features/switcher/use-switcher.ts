import { type KeyboardEvent, useState } from 'react';
import { addresses } from '../../app/addresses.ts';
import { navigate } from '../../app/routing/router.ts';
import { client } from '../../data/client.ts';
import { usePrivateChat } from '../../data/use-private-chat.ts';
import { useStore } from '../../data/use-store.ts';
import { useTitledChats } from '../chats/use-titled-chats.ts';
import {
  offered,
  type PersonItem,
  type SwitcherGroup,
  type SwitcherItem,
  withoutChat,
} from './switcher-items.ts';
import { useCommands } from './use-commands.ts';

function useOffered(typed: string): readonly SwitcherGroup[] {
  const commands = useCommands();
  const { friends } = useStore(client.friends.state);
  const chats = useTitledChats('').map(({ chat, title }) => {
    const names = chat.other?.username ? [title, chat.other.username] : [title];
    return { kind: 'chat', id: `chat ${chat.number}`, names, title, chat } as const;
  });
  const people = withoutChat(friends, chats).map((friend): PersonItem => {
    const { name, username } = friend;
    return { kind: 'person', id: `person ${username}`, names: [name, username], friend };
  });
  return offered(typed, { chats, people, commands });
}

/** Carries out a choice; the dialog is closed first, so that what it opens stays. */
function useChoose(onClose: () => void): (item: SwitcherItem) => void {
  const privateChat = usePrivateChat(onClose);
  return (item) => {
    if (item.kind === 'person') return privateChat.open(item.friend.username);
    onClose();
    if (item.kind === 'command') return item.run();
    void navigate(addresses.chat(item.chat.number));
  };
}

export type Switcher = ReturnType<typeof useSwitcher>;

/** What is typed, what is offered for it, which of it is current, and the keys that move and choose. */
export function useSwitcher(onClose: () => void) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const groups = useOffered(typed);
  const items = groups.flatMap((group) => group.items);
  const choose = useChoose(onClose);
  function type(text: string): void {
    setTyped(text);
    setAt(0);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (event.nativeEvent.isComposing || (step === 0 && key !== 'Enter')) return;
    event.preventDefault();
    const current = items[at];
    if (step !== 0) setAt((at + step + items.length) % Math.max(1, items.length));
    else if (current !== undefined) choose(current);
  }
  const point = (item: SwitcherItem) => setAt(items.indexOf(item));
  return { typed, type, groups, current: items[at], choose, point, onKeyDown };
}
