import type { Entry } from '@parley/protocol/entry.ts';
import type { MemberData, MessageData, PictureData, ReactionData, RoleData } from '../log/entry-data.ts';
import { parseData } from '../log/entry-data.ts';
import { type EntryKindCode, type EntryKindName, entryKind } from '../log/entry-kind.ts';
import type { PlacedEntry } from '../log/log.ts';
import type { Usernames } from './usernames.ts';

type Names = Pick<Usernames, 'of'>;

const kindNames = new Map<EntryKindCode, EntryKindName>(
  Object.entries(entryKind).map(([name, code]) => [code, name as EntryKindName]),
);

/** Keys of everybody an entry names, so that their names can be loaded before it is encoded. */
export function peopleIn(entry: PlacedEntry): number[] {
  const people = entry.author === undefined ? [] : [entry.author];
  if (entry.data === undefined) return people;
  const data = parseData<{ user?: number; mentions?: number[]; forwardedFrom?: number | string | null }>(
    entry.data,
  );
  if (data.user !== undefined) people.push(data.user);
  if (data.mentions !== undefined) people.push(...data.mentions);
  if (typeof data.forwardedFrom === 'number') people.push(data.forwardedFrom);
  return people;
}

/** An entry as it goes over the wire: names instead of keys. Everybody in `peopleIn` must have been loaded. */
export function encodeEntry(entry: PlacedEntry, names: Names): Entry {
  const kind = kindNames.get(entry.kind);
  if (kind === 'message') return encodeMessage(entry, names);
  return {
    kind,
    at: timeOf(entry.at),
    by: nameOf(entry.author, names),
    ...encodeRest(entry, names),
  } as Entry;
}

/** What a message carries beyond its text, with names instead of keys. */
export function encodeExtras(data: string | undefined, names: Names) {
  if (data === undefined) return {};
  const { replyTo, forwardedFrom, mentions, sticker } = parseData<MessageData>(data);
  return {
    ...(replyTo !== undefined && { reply_to: replyTo }),
    ...(forwardedFrom !== undefined && { forwarded_from: sourceName(forwardedFrom, names) }),
    ...(mentions !== undefined && { mentions: mentions.map((user) => nameOf(user, names) ?? '') }),
    ...(sticker !== undefined && { sticker }),
  };
}

export function senderOf(entry: PlacedEntry, names: Names): string | null {
  return entry.label ?? nameOf(entry.author, names);
}

let lastAt = 0;
let lastTime = new Date(0).toISOString();

/** RFC 3339 in UTC. Entries of one commit mostly share their millisecond, which is then written once. */
export function timeOf(at: number): string {
  if (at !== lastAt) {
    lastTime = new Date(at).toISOString();
    lastAt = at;
  }
  return lastTime;
}

/** Nearly every entry is one: nothing is built that is thrown away. */
function encodeMessage(entry: PlacedEntry, names: Names): Entry {
  const message: Record<string, unknown> = {
    kind: 'message',
    number: entry.number,
    sender: senderOf(entry, names),
    content: entry.content ?? null,
    at: timeOf(entry.at),
  };
  if (entry.clientId !== undefined) message.client_id = entry.clientId;
  if (entry.data !== undefined) Object.assign(message, encodeExtras(entry.data, names));
  return message as Entry;
}

function encodeRest(entry: PlacedEntry, names: Names): object {
  switch (entry.kind) {
    case entryKind.message_edited:
      return { number: entry.about, content: entry.content ?? null };
    case entryKind.reaction_added:
    case entryKind.reaction_removed:
      return { number: entry.about, emoji: parseData<ReactionData>(entry.data).emoji };
    case entryKind.message_deleted:
    case entryKind.message_pinned:
    case entryKind.message_unpinned:
      return { number: entry.about };
    case entryKind.role_changed:
      return { username: userName(entry, names), role: parseData<RoleData>(entry.data).role };
    case entryKind.chat_renamed:
      return { name: entry.content ?? '' };
    case entryKind.picture_changed:
      return { picture: parseData<PictureData>(entry.data).picture };
    case entryKind.chat_deleted:
      return {};
    default:
      return { username: userName(entry, names) };
  }
}

function userName(entry: PlacedEntry, names: Names): string | null {
  return nameOf(parseData<MemberData>(entry.data).user, names);
}

function nameOf(user: number | undefined, names: Names): string | null {
  return user === undefined ? null : names.of(user).username;
}

function sourceName(source: number | string | null, names: Names): string {
  if (typeof source === 'number') return names.of(source).username ?? '';
  return source ?? '';
}
