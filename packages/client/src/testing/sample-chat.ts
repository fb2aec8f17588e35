import type { Chat } from '@parley/protocol/chat.ts';
import type { Entry, PlacedEntry } from '@parley/protocol/entry.ts';
import type { Member } from '@parley/protocol/member.ts';
import type { Message } from '@parley/protocol/message.ts';

const at = '2026-01-01T00:00:00.000Z';

/** A member as a view shows one. */
export function sampleMember(username: string, fields: Partial<Record<keyof Member, unknown>> = {}): Member {
  return {
    username,
    name: username,
    role: 'member',
    joined_at: at,
    delivered: 0,
    read: 0,
    ...fields,
  } as Member;
}

/** A message that nothing has happened to. */
export function sampleMessage(number: number, fields: Partial<Record<keyof Message, unknown>> = {}): Message {
  const base = { number, position: number, revision: number, sender: 'bob', content: `text ${number}`, at };
  return { ...base, ...fields } as Message;
}

/** A group of alice and bob, as alice sees it. */
export function sampleView(fields: Partial<Record<keyof Chat, unknown>> = {}): Chat {
  const members = fields.members ?? [sampleMember('alice', { role: 'owner' }), sampleMember('bob')];
  return {
    number: 7,
    kind: 'group',
    name: 'group',
    picture: null,
    position: 0,
    messages_count: 0,
    unread: 0,
    role: 'owner',
    marks: { delivered: 0, read: 0 },
    members,
    members_count: (members as unknown[]).length,
    invited: [],
    last_message: null,
    created_at: at,
    ...fields,
  } as Chat;
}

type EntryFields = { readonly kind: Entry['kind'] } & Readonly<Record<string, unknown>>;

/** An entry at a position of the sample chat. */
export function placed(position: number, entry: EntryFields): PlacedEntry {
  return {
    chat: 7,
    position,
    entry: { at, ...(entry.kind === 'message' ? {} : { by: 'bob' }), ...entry },
  } as unknown as PlacedEntry;
}

/** A message of bob's, or somebody else's, as an entry. */
export function messageEntry(
  position: number,
  number: number,
  fields: Readonly<Record<string, unknown>> = {},
) {
  return placed(position, { kind: 'message', number, sender: 'bob', content: `text ${number}`, ...fields });
}
