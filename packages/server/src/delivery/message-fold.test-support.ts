import type { Message } from '@parley/protocol/message.ts';
import { parseData, type ReactionData } from '../log/entry-data.ts';
import { entryKind } from '../log/entry-kind.ts';
import type { StoredEntry } from '../log/log.ts';

/** What a chat's entries make of a message, told in the simplest way there is. */
export interface FoldedMessage {
  readonly number: number;
  readonly position: number;
  revision: number;
  content: string | null;
  edited: boolean;
  deleted: boolean;
  pinned: boolean;
  /** `emoji key` of each reaction. */
  readonly reactions: Set<string>;
}

export function foldMessages(entries: readonly StoredEntry[]): FoldedMessage[] {
  const messages: FoldedMessage[] = [];
  for (const entry of entries) {
    if (entry.kind === entryKind.message) messages.push(begin(entry));
    const message = entry.about === undefined ? undefined : messages[entry.about - 1];
    if (message === undefined || message.deleted) continue;
    message.revision = entry.position;
    change(message, entry);
  }
  return messages;
}

function begin({ number, position, content }: StoredEntry): FoldedMessage {
  const fresh = { edited: false, deleted: false, pinned: false, reactions: new Set<string>() };
  return { number, position, revision: position, content: content ?? null, ...fresh };
}

function change(message: FoldedMessage, entry: StoredEntry): void {
  const reaction = () => `${parseData<ReactionData>(entry.data).emoji} ${entry.author}`;
  switch (entry.kind) {
    case entryKind.message_edited:
      message.content = entry.content ?? null;
      message.edited = true;
      return;
    case entryKind.message_deleted:
      Object.assign(message, { content: null, deleted: true, edited: false, pinned: false });
      message.reactions.clear();
      return;
    case entryKind.message_pinned:
    case entryKind.message_unpinned:
      message.pinned = entry.kind === entryKind.message_pinned;
      return;
    case entryKind.reaction_added:
      message.reactions.add(reaction());
      return;
    case entryKind.reaction_removed:
      message.reactions.delete(reaction());
  }
}

/** A message as the server shows it, in the same words. */
export function folded(message: Message, keyOf: (username: string) => number): FoldedMessage {
  const reactions = (message.reactions ?? []).flatMap(({ emoji, usernames }) =>
    usernames.map((username) => `${emoji} ${keyOf(username)}`),
  );
  return {
    number: message.number,
    position: message.position,
    revision: message.revision,
    content: message.content,
    edited: message.edited_at !== undefined,
    deleted: message.deleted_at !== undefined,
    pinned: message.pinned === true,
    reactions: new Set(reactions),
  };
}
