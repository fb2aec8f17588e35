import { type ErrorObject, errorOf } from '@parley/protocol/errors.ts';
import type { Draft, PlacedEntry, RetryKey } from '../log/log.ts';
import type { LogState } from './chat-state.ts';

export type Acceptance =
  | { readonly kind: 'accepted'; readonly entries: readonly PlacedEntry[] }
  /** The key was used before, for the same thing: this is what came of it then. */
  | { readonly kind: 'repeated'; readonly entry: PlacedEntry }
  | { readonly kind: 'refused'; readonly error: ErrorObject };

/** Whether a retry asks for what the first call asked for. */
export type SameRequest = (first: PlacedEntry, again: Draft) => boolean;

/** The key of a draft that has one. */
export function retryKeyOf(state: LogState, draft: Draft): RetryKey | undefined {
  if (draft.clientId === undefined) return undefined;
  return { log: state.log, author: draft.author, label: draft.label, clientId: draft.clientId };
}

/** What is answered to a key that was used before (ACC2). */
export function repeated(first: PlacedEntry, again: Draft, same: SameRequest): Acceptance {
  if (same(first, again)) return { kind: 'repeated', entry: first };
  return { kind: 'refused', error: errorOf('client_id_conflict') };
}

/** A message repeats another when text and extras agree; of a deleted message nothing is left to compare. */
export function sameContent(first: PlacedEntry, again: Draft): boolean {
  if (first.kind !== again.kind) return false;
  if (first.content === undefined) return true;
  return first.content === again.content && first.data === again.data;
}
