import { highlightsOf } from '@parley/protocol/highlights.ts';
import type { Message } from '@parley/protocol/message.ts';
import { normalise } from '@parley/protocol/normalise.ts';
import type { ChatNumber } from '@parley/protocol/scalars.ts';
import type { EverywhereMatch } from '@parley/protocol/search.ts';
import type { ChatState } from './chat-state.ts';

/** Narrows a search as the server's does; times as RFC 3339, `since` inclusive, `until` exclusive. */
export interface CachedSearchFilter {
  readonly chat?: number | undefined;
  readonly sender?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** At most so many matches; 100 by default. */
  readonly limit?: number;
}

/** The chats of this device. */
interface HeldChats {
  known(): readonly { readonly log: { readonly state: { get(): ChatState | null } } }[];
}

const matchesAtMost = 100;

/**
 * Matches among the messages that are held, by the rule of the contract (SEARCH1) and with the highlights the server
 * would give, newest first. What is not held is not found. An empty query finds nothing.
 */
export function searchHeld(
  rooms: HeldChats,
  query: string,
  filter: CachedSearchFilter,
): readonly EverywhereMatch[] {
  if (normalise(query) === '') return [];
  const states = rooms.known().flatMap((room) => room.log.state.get() ?? []);
  const wanted = wantedBy(filter);
  const candidates = states
    .filter(({ number }) => filter.chat === undefined || number === filter.chat)
    .flatMap(({ number, messages }) =>
      messages.filter(wanted).map((message) => ({ chat: number as ChatNumber, message })),
    )
    .sort((a, b) => (a.message.at < b.message.at ? 1 : -1));
  const found: EverywhereMatch[] = [];
  for (const { chat, message } of candidates) {
    if (found.length === (filter.limit ?? matchesAtMost)) break;
    const highlights = highlightsOf(message.content ?? '', query);
    if (highlights !== null)
      found.push({ chat, message, highlights: highlights.map(([from, to]) => [from, to]) });
  }
  return found;
}

function wantedBy({ sender, since, until }: CachedSearchFilter): (message: Message) => boolean {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  return ({ content, sender: author, at }) => {
    if (content === null || (sender !== undefined && author !== sender)) return false;
    const time = Date.parse(at);
    return time >= from && time < to;
  };
}
