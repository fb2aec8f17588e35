import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
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
  const navigate = useNavigate();
  const { number } = useParams({ strict: false });
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
    if (next !== null) void navigate({ to: '/chats/$number', params: { number: String(next) } });
  }
  useShortcut('previousChat', () => walk(-1, false));
  useShortcut('nextChat', () => walk(1, false));
  useShortcut('previousUnread', () => walk(-1, true));
  useShortcut('nextUnread', () => walk(1, true));
  useShortcut('switcher', () => openDialog('switcher'));
  useShortcut('sheet', () => openDialog('shortcuts'));
  useShortcut('settings', () => void navigate({ to: '/settings' }));
  useShortcut('searchEverywhere', () => void navigate({ to: '/search' }));
}
