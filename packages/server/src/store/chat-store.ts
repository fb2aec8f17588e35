import type { ChatKind } from '@parley/protocol/chat.ts';
import type { MemberRole } from '@parley/protocol/member.ts';
import type { Head } from '../log/log.ts';
import { appLog, type LogKey } from '../log/log-key.ts';
import { type SqlRow, statement } from '../sql/statement.ts';
import { chatQueries } from './queries/chat-queries.ts';
import { readBatches } from './read-batches.ts';
import { alwaysCurrent, type ReadModel } from './read-model.ts';
import type { SqlDriver } from './sql-driver.ts';

export interface ChatRecord {
  readonly log: LogKey;
  readonly app: number;
  readonly number: number;
  readonly kind: ChatKind;
  readonly name: string | null;
  readonly picture: string | null;
  readonly creator: number | null;
  readonly createdAt: number;
  /** May lag behind the log by a second. */
  readonly messagesCount: number;
  /** Up to which position messages are counted. */
  readonly position: number;
  readonly deletedAt: number | null;
}

export interface MemberRecord {
  readonly user: number;
  readonly role: MemberRole;
  readonly joinedAt: number;
  readonly delivered: number;
  readonly read: number;
  readonly username: string | null;
  readonly name: string;
}

export interface InvitationRecord {
  readonly user: number;
  readonly username: string;
  readonly invitedBy: number | null;
  readonly createdAt: number;
}

export interface Membership {
  readonly log: LogKey;
  readonly activeAt: number;
}

export interface MarkRecord {
  readonly log: LogKey;
  readonly user: number;
  readonly delivered: number;
  readonly read: number;
}

/** All that is stored of a chat, at one position of its log. */
export interface StoredChat {
  readonly head: Head;
  readonly chat: ChatRecord;
  readonly members: readonly MemberRecord[];
  readonly invitations: readonly InvitationRecord[];
}

/** A chat at one position of its log, as one person may see it. */
export interface ChatSnapshot {
  readonly head: Head;
  readonly chat: ChatRecord;
  /** The first of them, up to the limit asked for. */
  readonly members: readonly MemberRecord[];
  readonly membersCount: number;
  /** The person as a member; undefined for whoever is none at this position. */
  readonly own: MemberRecord | undefined;
  readonly invitations: readonly InvitationRecord[];
}

/** Chats, their members and invitations, as the log's entries made them. */
export class ChatStore {
  readonly #driver: SqlDriver;
  readonly #model: ReadModel;

  constructor(driver: SqlDriver, model: ReadModel = alwaysCurrent) {
    this.#driver = driver;
    this.#model = model;
  }

  async byLog(log: LogKey): Promise<ChatRecord | undefined> {
    const row = await this.#driver.readOne(chatQueries.byLog, [log]);
    return row && chatOf(row);
  }

  /** Those of the chats that are there. */
  async existing(logs: Iterable<LogKey>): Promise<Set<LogKey>> {
    const rows = await readBatches(this.#driver, chatQueries.existing, [], logs);
    return new Set(rows.map((row) => row.log as LogKey));
  }

  /** Open chats of an app below a number, newest first. */
  async openPage(app: number, below: number, limit: number): Promise<ChatRecord[]> {
    await this.#model.shows(appLog(app));
    return (await this.#driver.read(chatQueries.openPage, [app, below, limit])).map(chatOf);
  }

  /**
   * Everything of one moment, with the position of that moment (STORE6); undefined where there is no chat. Waits for
   * nothing: whoever reads it goes on from that position by the log.
   */
  async whole(log: LogKey): Promise<StoredChat | undefined> {
    const [head = [], chat = [], members = [], invitations = []] = await this.#driver.readTogether([
      statement(chatQueries.head, log),
      statement(chatQueries.byLog, log),
      statement(chatQueries.members, log),
      statement(chatQueries.invitations, log),
    ]);
    const record = chat[0];
    if (record === undefined) return undefined;
    return {
      head: headOf(head[0]),
      chat: chatOf(record),
      members: members.map(memberOf),
      invitations: invitations.map(invitationOf),
    };
  }

  async members(log: LogKey): Promise<MemberRecord[]> {
    return (await this.#driver.read(chatQueries.members, [log])).map(memberOf);
  }

  /** Everything of one moment, with the position of that moment (STORE6); undefined where there is no chat. */
  async snapshot(log: LogKey, user: number, membersAtMost: number): Promise<ChatSnapshot | undefined> {
    await this.#model.shows(log);
    const [head = [], chat = [], members = [], count = [], own = [], invitations = []] =
      await this.#driver.readTogether([
        statement(chatQueries.head, log),
        statement(chatQueries.byLog, log),
        statement(chatQueries.firstMembers, log, membersAtMost),
        statement(chatQueries.membersCount, log),
        statement(chatQueries.member, log, user),
        statement(chatQueries.invitations, log),
      ]);
    const record = chat[0];
    if (record === undefined) return undefined;
    return {
      head: headOf(head[0]),
      chat: chatOf(record),
      members: members.map(memberOf),
      membersCount: Number(count[0]?.count),
      own: own.map(memberOf)[0],
      invitations: invitations.map(invitationOf),
    };
  }

  /** All chats a user is a member of, in no order. */
  async memberships(user: number): Promise<Membership[]> {
    await this.#model.showsAll();
    return (await this.#driver.read(chatQueries.memberships, [user])).map((row) => ({
      log: row.log as LogKey,
      activeAt: row.active_at as number,
    }));
  }

  /** A user's open invitations before a place, newest first. */
  async invitationsOf(
    user: number,
    before: { createdAt: number; log: number },
    limit: number,
  ): Promise<{ log: LogKey; invitedBy: number | null; createdAt: number }[]> {
    await this.#model.showsAll();
    const rows = await this.#driver.read(chatQueries.invitationsOf, [
      user,
      before.createdAt,
      before.log,
      limit,
    ]);
    return rows.map((row) => ({
      log: row.log as LogKey,
      invitedBy: row.invited_by as number | null,
      createdAt: row.created_at as number,
    }));
  }

  /** Max-merges marks; replaying is harmless (MARK1). */
  async saveMarks(marks: readonly MarkRecord[]): Promise<void> {
    await this.#driver.write(
      marks.map((mark) => statement(chatQueries.mark, mark.delivered, mark.read, mark.log, mark.user)),
    );
  }
}

function headOf(row: SqlRow | undefined): Head {
  return { position: Number(row?.position ?? 0), number: Number(row?.number ?? 0) };
}

function chatOf(row: SqlRow): ChatRecord {
  return {
    log: row.log as LogKey,
    app: row.app as number,
    number: row.number as number,
    kind: row.kind as ChatKind,
    name: row.name as string | null,
    picture: row.picture as string | null,
    creator: row.creator as number | null,
    createdAt: row.created_at as number,
    messagesCount: row.messages_count as number,
    position: row.position as number,
    deletedAt: row.deleted_at as number | null,
  };
}

function memberOf(row: SqlRow): MemberRecord {
  return {
    user: row.user as number,
    role: row.role as MemberRole,
    joinedAt: row.joined_at as number,
    delivered: row.delivered as number,
    read: row.read as number,
    username: row.deleted_at === null ? (row.username as string) : null,
    name: row.deleted_at === null ? (row.name as string) : '',
  };
}

function invitationOf(row: SqlRow): InvitationRecord {
  return {
    user: row.user as number,
    username: row.username as string,
    invitedBy: row.invited_by as number | null,
    createdAt: row.created_at as number,
  };
}
