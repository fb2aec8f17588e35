import type { ChatNumber } from '@parley/protocol/scalars.ts';
import { type CreationData, type MemberData, parseData } from '../log/entry-data.ts';
import { entryKind } from '../log/entry-kind.ts';
import type { PlacedEntry } from '../log/log.ts';
import { chatOf } from '../log/log-key.ts';
import type { People } from './people.ts';

/**
 * Stage 6, notify: tells people of entries that concern them and that they do not receive as members: an
 * invitation, a chat that is now theirs or no longer. Like every live event it may be lost; lists tell the truth.
 */
export function notifyPeople(people: People, entries: readonly PlacedEntry[]): void {
  for (const entry of entries) notifyOf(people, entry);
}

function notifyOf(people: People, entry: PlacedEntry): void {
  const tell = (user: number, chat: number, status: 'invited' | 'joined' | 'left') =>
    people.tell(user, { type: 'chat', chat: chat as ChatNumber, status });
  const chat = chatOf(entry.log);
  switch (entry.kind) {
    case entryKind.chat_created: {
      const { members, invited } = parseData<CreationData>(entry.data);
      for (const user of members) tell(user, entry.number, 'joined');
      for (const user of invited) tell(user, entry.number, 'invited');
      return;
    }
    case entryKind.member_invited:
      return tell(parseData<MemberData>(entry.data).user, chat, 'invited');
    case entryKind.member_joined:
      return tell(parseData<MemberData>(entry.data).user, chat, 'joined');
    case entryKind.member_left:
    case entryKind.invitation_declined:
      return tell(parseData<MemberData>(entry.data).user, chat, 'left');
    default:
      return;
  }
}
