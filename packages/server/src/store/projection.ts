import type {
  CreationData,
  DeletionData,
  MemberData,
  PictureData,
  ReactionData,
  RoleData,
} from '../log/entry-data.ts';
import { parseData, roleAtStart } from '../log/entry-data.ts';
import { type EntryKindCode, entryKind } from '../log/entry-kind.ts';
import type { PlacedEntry } from '../log/log.ts';
import { appOf, chatLog } from '../log/log-key.ts';
import { type Statement, statement } from '../sql/statement.ts';
import { chatQueries } from './queries/chat-queries.ts';
import { messageQueries } from './queries/message-queries.ts';

type Derivation = (entry: PlacedEntry) => readonly Statement[];

const about = (entry: PlacedEntry): number => entry.about ?? 0;
const userIn = (entry: PlacedEntry): number => parseData<MemberData>(entry.data).user;

/** What each kind of entry changes in the store; kinds that are missing change nothing (STORE3). */
const derivations: Partial<Record<EntryKindCode, Derivation>> = {
  [entryKind.chat_created]: deriveCreation,
  [entryKind.message_edited]: (entry) => [
    statement(messageQueries.edit, entry.log, about(entry), entry.position, entry.content ?? '', entry.at),
    statement(messageQueries.eraseLateEdit, entry.log, entry.position, entry.log, about(entry)),
  ],
  [entryKind.message_deleted]: (entry) => [
    statement(messageQueries.delete, entry.log, about(entry), entry.position, entry.at),
    statement(messageQueries.removeReactions, entry.log, about(entry)),
    statement(messageQueries.eraseEntry, entry.log, parseData<DeletionData>(entry.data).position),
    statement(messageQueries.eraseEdits, entry.log, about(entry)),
  ],
  [entryKind.reaction_added]: (entry) => [
    statement(messageQueries.revise, entry.log, about(entry), entry.position),
    statement(messageQueries.addReaction, entry.log, about(entry), emojiIn(entry), entry.author ?? 0),
  ],
  [entryKind.reaction_removed]: (entry) => [
    statement(messageQueries.revise, entry.log, about(entry), entry.position),
    statement(messageQueries.removeReaction, entry.log, about(entry), emojiIn(entry), entry.author ?? 0),
  ],
  [entryKind.message_pinned]: (entry) => [
    statement(messageQueries.pin, entry.log, about(entry), entry.position, entry.at),
  ],
  [entryKind.message_unpinned]: (entry) => [
    statement(messageQueries.unpin, entry.position, entry.log, about(entry)),
  ],
  [entryKind.member_invited]: (entry) => [
    statement(chatQueries.addInvitation, entry.log, userIn(entry), entry.author ?? null, entry.at),
  ],
  [entryKind.invitation_declined]: (entry) => [
    statement(chatQueries.removeInvitation, entry.log, userIn(entry)),
  ],
  [entryKind.member_joined]: (entry) => [
    statement(chatQueries.removeInvitation, entry.log, userIn(entry)),
    // Who joins has nothing unread: what was said before is history.
    statement(
      chatQueries.addMember,
      entry.log,
      userIn(entry),
      'member',
      entry.at,
      entry.number,
      entry.number,
    ),
  ],
  [entryKind.member_left]: (entry) => [statement(chatQueries.removeMember, entry.log, userIn(entry))],
  [entryKind.role_changed]: (entry) => [
    statement(chatQueries.setRole, parseData<RoleData>(entry.data).role, entry.log, userIn(entry)),
  ],
  [entryKind.chat_renamed]: (entry) => [statement(chatQueries.rename, entry.content ?? null, entry.log)],
  [entryKind.picture_changed]: (entry) => [
    statement(chatQueries.setPicture, parseData<PictureData>(entry.data).picture, entry.log),
  ],
  [entryKind.chat_deleted]: (entry) => [
    statement(chatQueries.markDeleted, entry.at, entry.log),
    statement(chatQueries.removeMembers, entry.log),
    statement(chatQueries.removeInvitations, entry.log),
  ],
};

/** What an entry changes in the store. */
export function derive(entry: PlacedEntry): readonly Statement[] {
  return derivations[entry.kind]?.(entry) ?? [];
}

function emojiIn(entry: PlacedEntry): string {
  return parseData<ReactionData>(entry.data).emoji;
}

function deriveCreation(entry: PlacedEntry): readonly Statement[] {
  const { kind, members, invited } = parseData<CreationData>(entry.data);
  const app = appOf(entry.log);
  const log = chatLog(app, entry.number);
  const creator = entry.author ?? null;
  return [
    statement(
      chatQueries.insert,
      log,
      app,
      entry.number,
      kind,
      entry.content ?? null,
      creator,
      entry.at,
      entry.at,
    ),
    ...members.map((user) => statement(chatQueries.addMember, log, user, roleAtStart(kind), entry.at, 0, 0)),
    ...invited.map((user) => statement(chatQueries.addInvitation, log, user, creator, entry.at)),
  ];
}
