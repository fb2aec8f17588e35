import type { SqlRow } from '../sql/statement.ts';

/** What others may learn of a person, through a view. Keys never leave the server. */
export interface PersonRecord {
  readonly key: number;
  readonly app: number;
  readonly username: string;
  readonly name: string;
  readonly statusText: string;
  /** Changes with each picture; null: there is none. */
  readonly avatar: string | null;
  readonly presenceVisibility: 'friends' | 'nobody';
  readonly lastSeen: number | null;
  readonly createdAt: number;
}

/** A person's own account. */
export interface AccountRecord extends PersonRecord {
  readonly email: string | null;
  /** null: nobody can sign in until a password is set by a reset. */
  readonly passwordHash: string | null;
  /** Whether this person owns the server. */
  readonly isOwner: boolean;
}

/** The columns `personOf` reads, of `user u`. */
export const personColumns =
  'u.id, u.app, u.username, u.name, u.status_text, u.avatar, u.presence_visibility, u.last_seen, u.created_at';

export function personOf(row: SqlRow): PersonRecord {
  return {
    key: row.id as number,
    app: row.app as number,
    username: row.username as string,
    name: row.name as string,
    statusText: row.status_text as string,
    avatar: row.avatar as string | null,
    presenceVisibility: row.presence_visibility as PersonRecord['presenceVisibility'],
    lastSeen: row.last_seen as number | null,
    createdAt: row.created_at as number,
  };
}

export function accountOf(row: SqlRow): AccountRecord {
  return {
    ...personOf(row),
    email: row.email as string | null,
    passwordHash: row.password_hash as string | null,
    isOwner: row.is_owner === 1,
  };
}
