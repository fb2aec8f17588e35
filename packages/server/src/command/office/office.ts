import type { App, CreatedApp } from '@parley/protocol/app.ts';
import type { Entry } from '@parley/protocol/entry.ts';

/** What commands do with a data folder. Closing it writes everything out. */
export interface Office extends AsyncDisposable {
  readonly apps: AppDesk;
  /** The desk of one app; undefined: there is no app with this token. Without a token: the server's own app. */
  appDesk(token: string | undefined): Promise<AppOffice | undefined>;
  readonly journal: Journal;
}

export interface AppDesk {
  create(name: string): Promise<CreatedApp>;
  list(): AsyncIterable<App>;
  get(token: string): Promise<App | undefined>;
  rename(token: string, name: string): Promise<App | undefined>;
  /** Gives the app a new token; the old one stops working. */
  rotateToken(token: string): Promise<App | undefined>;
}

/** What belongs to one app. */
export interface AppOffice {
  readonly app: number;
  readonly users: UserDesk;
  readonly import: ImportTarget;
  readonly export: ExportSource;
}

export interface UserSummary {
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly created_at: string;
  /** false: there is no password yet. */
  readonly can_sign_in: boolean;
  readonly owner: boolean;
}

export interface NewUser {
  readonly username: string;
  readonly name: string;
  readonly email?: string | undefined;
  /** Absent: nobody can sign in until a password is set. */
  readonly password?: string | undefined;
  /** Whether this person owns the server. */
  readonly isOwner?: boolean;
}

export interface UserDesk {
  create(user: NewUser): Promise<'created' | 'username_taken' | 'email_taken'>;
  list(): AsyncIterable<UserSummary>;
  /** Ends the user's sessions too. false: there is no such user. */
  setPassword(username: string, password: string): Promise<boolean>;
  /** Makes somebody an owner of the server. false: there is no such user. */
  makeOwner(username: string): Promise<boolean>;
  remove(username: string, messages: 'keep' | 'delete'): Promise<boolean>;
}

/** Takes in messages that were written elsewhere. Every call may be repeated: what is there already stays as it is (CMD8). */
export interface ImportTarget {
  /** The account with this username, made without a password where there is none. `removed`: it is reserved for ever. */
  ensureUser(username: string, name: string): Promise<EnsuredUser | 'removed'>;
  /** The group that an import under this name made, now or before. */
  ensureGroup(name: string, owner: number): Promise<ImportGroup>;
}

export interface EnsuredUser {
  readonly key: number;
  readonly created: boolean;
}

export interface ImportGroup {
  /** The chat's number. */
  readonly number: number;
  /** Makes these users members, those who are none yet. */
  ensureMembers(newcomers: readonly Newcomer[]): Promise<void>;
  /** Appends in this order; answers, for each message, once all are durable. Throws when they cannot be stored. */
  append(messages: readonly ImportMessage[]): Promise<readonly AppendedAs[]>;
}

/** `present`: it was there already. `conflict`: its key was, with another text; nothing was stored. */
export type AppendedAs = 'imported' | 'present' | 'conflict';

export interface Newcomer {
  readonly user: number;
  /** When their first message was written, in milliseconds since 1970. */
  readonly at: number;
}

export interface ImportMessage {
  readonly author: number;
  readonly clientId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly content: string;
}

export interface ExportedChat {
  readonly number: number;
  readonly name: string | null;
  readonly kind: 'private' | 'group' | 'open';
  readonly messages_count: number;
}

/** One line of an export (CMD9). */
export interface ExportedMessage {
  readonly chat: number;
  readonly number: number;
  readonly position: number;
  readonly at: string;
  /** Username, or a device's label; null: a deleted user or no label. */
  readonly user: string | null;
  /** null: deleted. */
  readonly text: string | null;
  readonly client_id?: string;
  readonly edited_at?: string;
  readonly deleted_at?: string;
  readonly reply_to?: number;
}

export interface ExportSource {
  chats(): AsyncIterable<ExportedChat>;
  chat(number: number): Promise<ExportedChat | undefined>;
  /** Messages of a chat, oldest first, as they stand. */
  messages(chat: number): AsyncIterable<ExportedMessage>;
}

/** An entry of any log, as `tail` shows it. */
export interface JournalEntry {
  readonly seq: number;
  readonly app: number;
  readonly appName: string;
  /** 0: the app's own log. */
  readonly chat: number;
  readonly position: number;
  readonly entry: Entry | AppEntry;
}

/** In an app's own log: a chat was created. */
export interface AppEntry {
  readonly kind: 'chat_created';
  readonly number: number;
  readonly by: string | null;
  readonly at: string;
}

/** All logs, in the order in which things became true. */
export interface Journal {
  lastSeq(): Promise<number>;
  after(seq: number, limit: number): Promise<readonly JournalEntry[]>;
}
