import { useSyncExternalStore } from 'react';

const prefix = 'parley.draft.';
const listeners = new Set<() => void>();

function keyOf(username: string, chat: number): string {
  return `${prefix}${username}.${chat}`;
}

/** What somebody began to write in a chat and has not sent; empty where nothing. */
export function readDraft(username: string, chat: number): string {
  return localStorage.getItem(keyOf(username, chat)) ?? '';
}

/** Keeps what is being written, also over a closed page; empty text forgets it. */
export function writeDraft(username: string, chat: number, text: string): void {
  if (text.trim() === '') localStorage.removeItem(keyOf(username, chat));
  else localStorage.setItem(keyOf(username, chat), text);
  for (const listener of listeners) listener();
}

/** Forgets the drafts of everybody on this device; part of signing out. */
export function forgetDrafts(): void {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  for (const key of keys) localStorage.removeItem(key);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A chat's draft, kept current. */
export function useDraft(username: string, chat: number): string {
  return useSyncExternalStore(subscribe, () => readDraft(username, chat));
}
