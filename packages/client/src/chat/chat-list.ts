import type { ChatSummary } from './chat-snapshot.ts';

export interface ChatListState {
  /** Whether the list has been read since signing in; before that it shows what is cached. */
  readonly loaded: boolean;
  readonly items: readonly ChatSummary[];
}

/** Latest activity first; among equals the newer chat. */
export function inOrder(summaries: readonly ChatSummary[]): readonly ChatSummary[] {
  return summaries.toSorted((a, b) => {
    if (a.lastActivityAt !== b.lastActivityAt) return a.lastActivityAt < b.lastActivityAt ? 1 : -1;
    return b.number - a.number;
  });
}
