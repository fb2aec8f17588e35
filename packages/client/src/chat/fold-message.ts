import type { Entry, EntryKind, MessageEntry, PlacedEntry } from '@parley/protocol/entry.ts';
import type { Message, Reaction } from '@parley/protocol/message.ts';

export type MessageChange = Extract<
  Entry,
  {
    kind:
      | 'message_edited'
      | 'message_deleted'
      | 'reaction_added'
      | 'reaction_removed'
      | 'message_pinned'
      | 'message_unpinned';
  }
>;

const changeKinds: readonly EntryKind[] = [
  'message_edited',
  'message_deleted',
  'reaction_added',
  'reaction_removed',
  'message_pinned',
  'message_unpinned',
] satisfies readonly MessageChange['kind'][];

export function isMessageChange(entry: Entry): entry is MessageChange {
  return changeKinds.includes(entry.kind);
}

/** The message an entry creates. */
export function messageFrom(entry: MessageEntry, position: PlacedEntry['position']): Message {
  const { kind: _, ...fields } = entry;
  return { ...fields, position, revision: position };
}

/**
 * The message after an entry; itself, when it was read at that entry or later and so has the change (SYNC12), and
 * when it is deleted: what was on its way to it comes too late.
 */
export function changeMessage(
  message: Message,
  change: MessageChange,
  position: PlacedEntry['position'],
): Message {
  if (position <= message.revision || message.deleted_at !== undefined) return message;
  return { ...applied(message, change), revision: position };
}

function applied(message: Message, change: MessageChange): Message {
  switch (change.kind) {
    case 'message_edited':
      return { ...message, content: change.content, edited_at: change.at };
    case 'message_deleted':
      return tombstone(message, change.at);
    case 'reaction_added':
      return withReactions(message, react(message.reactions ?? [], change.emoji, change.by));
    case 'reaction_removed':
      return withReactions(message, unreact(message.reactions ?? [], change.emoji, change.by));
    case 'message_pinned':
      return { ...message, pinned: true };
    case 'message_unpinned': {
      const { pinned: _, ...rest } = message;
      return rest;
    }
  }
}

/** A deleted message keeps its number, its author and its time, and nothing of what it said. */
function tombstone(message: Message, at: string): Message {
  const { number, position, revision, sender, client_id } = message;
  const key = client_id === undefined ? {} : { client_id };
  return { number, position, revision, sender, content: null, at: message.at, deleted_at: at, ...key };
}

function withReactions(message: Message, reactions: Reaction[]): Message {
  if (reactions.length > 0) return { ...message, reactions };
  const { reactions: _, ...rest } = message;
  return rest;
}

function react(reactions: readonly Reaction[], emoji: string, by: string | null): Reaction[] {
  if (by === null) return [...reactions];
  const others = unreact(reactions, emoji, by);
  const existing = others.find((reaction) => reaction.emoji === emoji);
  if (existing === undefined) return [...others, { emoji, usernames: [by] }];
  return others.map((each) => (each === existing ? { emoji, usernames: [...each.usernames, by] } : each));
}

function unreact(reactions: readonly Reaction[], emoji: string, by: string | null): Reaction[] {
  return reactions
    .map((each) =>
      each.emoji === emoji ? { emoji, usernames: each.usernames.filter((name) => name !== by) } : each,
    )
    .filter((each) => each.usernames.length > 0);
}
