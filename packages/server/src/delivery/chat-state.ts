import type { ChatKind } from '@parley/protocol/chat.ts';
import type { MemberRole } from '@parley/protocol/member.ts';
import { type MemberData, type PictureData, parseData, type RoleData } from '../log/entry-data.ts';
import { type EntryKindCode, entryKind } from '../log/entry-kind.ts';
import type { Head, PlacedEntry } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import { type ChatChanges, noteChange } from './chat-changes.ts';

/** A log as this node last saw it. */
export interface LogState {
  readonly log: LogKey;
  /** Where the next entry goes: runs ahead of the disk while appends are under way. */
  head: Head;
  /** Up to where entries are durable: the only head that clients are told of (ACC4). */
  committed: Head;
}

export interface MemberState {
  readonly user: number;
  readonly username: string | null;
  readonly name: string;
  readonly joinedAt: number;
  role: MemberRole;
  delivered: number;
  read: number;
}

/** A message that was placed and is not durable yet. */
interface Sent {
  readonly author: number;
  readonly number: number;
}

export interface InvitedState {
  readonly username: string | null;
  readonly invitedBy: number | null;
  readonly at: number;
}

/** A chat as this node last saw it: the fold of its log, which decides who may do what. */
export interface ChatState extends LogState {
  readonly app: number;
  readonly number: number;
  readonly kind: ChatKind;
  readonly createdAt: number;
  name: string | null;
  picture: string | null;
  readonly members: Map<number, MemberState>;
  readonly invited: Map<number, InvitedState>;
  /** Messages that have their place and may yet fail, oldest first. */
  readonly underWay: Sent[];
  /** Position of the newest entry that was more than a message. */
  changedAt: number;
  readonly changes: ChatChanges;
  deletedAt: number | null;
  /** In a private chat: whether one of the two has blocked the other. */
  blocked: boolean;
}

/** Names of people who come into a chat by an entry; whoever proposes the entry has looked them up. */
export type PersonLookup = (user: number) => { username: string | null; name: string };

type Fold = (state: ChatState, entry: PlacedEntry, person: PersonLookup) => void;

const userIn = (entry: PlacedEntry): number => parseData<MemberData>(entry.data).user;

const folds: Partial<Record<EntryKindCode, Fold>> = {
  [entryKind.message]({ underWay }, { author, number }) {
    if (author !== undefined) underWay.push({ author, number });
  },
  [entryKind.member_invited](state, entry, person) {
    const user = userIn(entry);
    state.invited.set(user, {
      username: person(user).username,
      invitedBy: entry.author ?? null,
      at: entry.at,
    });
  },
  [entryKind.invitation_declined](state, entry) {
    state.invited.delete(userIn(entry));
  },
  [entryKind.member_joined](state, entry, person) {
    const user = userIn(entry);
    const { username, name } = person(user);
    state.invited.delete(user);
    const marks = { delivered: entry.number, read: entry.number };
    state.members.set(user, { user, username, name, role: 'member', joinedAt: entry.at, ...marks });
  },
  [entryKind.member_left](state, entry) {
    state.members.delete(userIn(entry));
  },
  [entryKind.role_changed](state, entry) {
    const member = state.members.get(userIn(entry));
    if (member !== undefined) member.role = parseData<RoleData>(entry.data).role;
  },
  [entryKind.chat_renamed](state, entry) {
    state.name = entry.content ?? null;
  },
  [entryKind.picture_changed](state, entry) {
    state.picture = parseData<PictureData>(entry.data).picture;
  },
  [entryKind.chat_deleted](state, entry) {
    // Members stay to be told of it; nobody may do anything here any more.
    state.deletedAt = entry.at;
  },
};

/** Moves a state over its next entry. */
export function foldEntry(state: ChatState, entry: PlacedEntry, person: PersonLookup): void {
  folds[entry.kind]?.(state, entry, person);
  if (entry.kind !== entryKind.message) {
    state.changedAt = entry.position;
    noteChange(state.changes, entry);
  }
  state.head = { position: entry.position, number: entry.number };
}

/** Max-merges a member's marks; answers whether they moved (MARK1). */
export function raiseMarks(member: MemberState, delivered: number, read: number): boolean {
  const newRead = Math.max(member.read, read);
  const newDelivered = Math.max(member.delivered, delivered, newRead);
  if (newRead === member.read && newDelivered === member.delivered) return false;
  member.read = newRead;
  member.delivered = newDelivered;
  return true;
}

/** Everything up to a head is durable: those who sent it have read it. Of what may yet fail nothing is left (MARK2, MARK4). */
export function settleSent(state: ChatState, { number }: Head): void {
  const { members, underWay } = state;
  let durable = 0;
  for (const each of underWay) {
    if (each.number > number) break;
    const sender = members.get(each.author);
    if (sender !== undefined) raiseMarks(sender, each.number, each.number);
    durable += 1;
  }
  underWay.splice(0, durable);
}
