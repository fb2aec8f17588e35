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

/** What is being written besides the draft: an answer to a message, or the new text of one. */
export type Aim =
  | { readonly kind: 'reply'; readonly number: number }
  | {
      readonly kind: 'edit';
      readonly number: number;
      readonly text: string;
      /** What the draft answers, which is there again after the change. */
      readonly replyTo?: number;
    };

function isAim(value: unknown): value is Aim {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, number, text } = value as Record<string, unknown>;
  return typeof number === 'number' && (kind === 'reply' || (kind === 'edit' && typeof text === 'string'));
}

/** What somebody began to answer or to change in a chat; null where nothing. */
export function readAim(username: string, chat: number): Aim | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`${keyOf(username, chat)}.aim`) ?? 'null');
    return isAim(kept) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps it with the draft; null forgets it. */
export function writeAim(username: string, chat: number, aim: Aim | null): void {
  const key = `${keyOf(username, chat)}.aim`;
  if (aim === null) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(aim));
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
