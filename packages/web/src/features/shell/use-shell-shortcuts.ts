import { useEffect } from 'react';
import { addresses } from '../../app/addresses.ts';
import { navigate } from '../../app/routing/router.ts';
import { useParam } from '../../app/routing/use-shown.ts';
import { whenIdle } from '../../app/when-idle.ts';
import { client } from '../../data/client.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { openDialog } from './dialogs.ts';
import { neighbourChat } from './neighbour-chat.ts';

async function loadDispatch() {
  await whenIdle(800);
  return import('../shortcuts/dispatch-shortcut.ts');
}

/** Hears the keys for the whole page, and answers those that are not a conversation's. */
export function useShellShortcuts(): void {
  const number = useParam('number');
  useEffect(() => {
    const ended = new AbortController();
    void loadDispatch().then(({ dispatchShortcut }) => {
      if (!ended.signal.aborted) addEventListener('keydown', dispatchShortcut, { signal: ended.signal });
    });
    return () => ended.abort();
  }, []);
  function walk(step: 1 | -1, unreadOnly: boolean): void {
    const open = number === undefined ? null : Number(number);
    const next = neighbourChat(client.chats.list.get().items, open, step, unreadOnly);
    if (next !== null) void navigate(addresses.chat(next));
  }
  useShortcut('previousChat', () => walk(-1, false));
  useShortcut('nextChat', () => walk(1, false));
  useShortcut('previousUnread', () => walk(-1, true));
  useShortcut('nextUnread', () => walk(1, true));
  useShortcut('switcher', () => openDialog('switcher'));
  useShortcut('sheet', () => openDialog('shortcuts'));
  useShortcut('settings', () => void navigate(addresses.settings));
  useShortcut('searchEverywhere', () => void navigate(addresses.search));
}
