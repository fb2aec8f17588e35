import type { ChatKind } from '@parley/protocol/chat.ts';
import type { MemberRole } from '@parley/protocol/member.ts';

// What entries carry as JSON in `data`, by kind. Users are keys, not names.

export interface MessageData {
  readonly replyTo?: number;
  /** Who wrote the message that was forwarded; null where they are gone. */
  readonly forwardedFrom?: number | string | null;
  readonly mentions?: readonly number[];
  readonly sticker?: string;
}

export interface ReactionData {
  readonly emoji: string;
}

export interface DeletionData {
  /** Position of the message's own entry, whose text goes with it. */
  readonly position: number;
}

export interface MemberData {
  readonly user: number;
}

export interface RoleData extends MemberData {
  readonly role: MemberRole;
}

export interface PictureData {
  readonly picture: string | null;
}

export interface CreationData {
  readonly kind: ChatKind;
  /** Owners of a group are its creator; both people of a private chat are members. */
  readonly members: readonly number[];
  readonly invited: readonly number[];
}

/** The role of those who are members of a chat from its beginning. */
export function roleAtStart(kind: ChatKind): MemberRole {
  return kind === 'group' ? 'owner' : 'member';
}

export function parseData<Data>(data: string | undefined): Data {
  return JSON.parse(data ?? '{}') as Data;
}
