import { type SqlRow, type Statement, statement } from '../sql/statement.ts';
import { sessionQueries } from './queries/session-queries.ts';
import { readBatches } from './read-batches.ts';
import { readOrLast } from './read-or-last.ts';
import { SessionCache } from './session-cache.ts';
import type { SessionRecord } from './session-record.ts';
import type { SqlDriver } from './sql-driver.ts';

export interface SessionListing {
  readonly handle: string;
  readonly device: string;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
}

export interface NewSession {
  /** SHA-256 of the token; the token itself is stored nowhere. */
  readonly hash: Uint8Array;
  readonly handle: string;
  readonly user: number;
  /** Of the password that was shown. */
  readonly passwordHash: string;
  readonly device: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface SessionsQuery {
  readonly user: number;
  readonly before: { readonly createdAt: number; readonly handle: string };
  readonly now: number;
  readonly limit: number;
}

export interface PasswordChange {
  readonly user: number;
  readonly passwordHash: string;
  /** The session that goes on. */
  readonly keep: string;
}

export interface Rehash {
  readonly user: number;
  /** The hash that the password was found right by, and the new one. */
  readonly from: string;
  readonly to: string;
}

export interface NewReset {
  /** SHA-256 of the code. */
  readonly hash: Uint8Array;
  readonly user: number;
  readonly now: number;
  readonly expiresAt: number;
}

export interface ResetUse {
  readonly hash: Uint8Array;
  readonly user: number;
  readonly passwordHash: string;
}

const countEnd = statement(sessionQueries.countEnd);

/** An expired session is kept so long, to be told from one that never was. */
const expiredKeptMs = 7 * 24 * 3_600_000;

/** Sessions, and the codes that reset a password: what opens an account, and ends together. */
export class SessionStore {
  readonly #driver: SqlDriver;
  readonly #cache = new SessionCache();
  #endsHere = 0;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  /** False: the password was changed, or the account removed, since it was shown. */
  async start(session: NewSession): Promise<boolean> {
    const { hash, handle, device, createdAt, expiresAt, user, passwordHash } = session;
    const changes = await this.#write([
      statement(
        sessionQueries.insert,
        hash,
        handle,
        device,
        createdAt,
        createdAt,
        expiresAt,
        user,
        passwordHash,
      ),
      statement(sessionQueries.removeExpired, createdAt - expiredKeptMs),
    ]);
    return changes[0] === 1;
  }

  /**
   * By the token's hash; an expired one is found for a while too. Usually costs no SQL (SESS6). What was known last stands while
   * the database cannot be asked: nobody can end a session meanwhile (SESS11).
   */
  async find(hash: Uint8Array, now: number): Promise<SessionRecord | undefined> {
    const known = this.#cache.get(hash, now);
    if (known !== undefined) return known;
    const endedBefore = this.#cache.ended;
    const reading = this.#driver.readOne(sessionQueries.byHash, [hash]).then((row) => row && sessionOf(row));
    const session = await readOrLast(reading, () => this.#cache.last(hash));
    if (session === undefined) this.#cache.drop(hash);
    else if (this.#cache.ended === endedBefore) this.#cache.remember(hash, session, now);
    return session;
  }

  /** Notes that a session is in use, which moves its end. */
  async touch(hash: Uint8Array, session: SessionRecord, now: number, expiresAt: number): Promise<void> {
    this.#cache.replace(hash, { ...session, lastUsedAt: now, expiresAt }, now);
    await this.#write([statement(sessionQueries.touch, now, expiresAt, hash)]);
  }

  /** Which of these handles are of sessions that have not been ended. */
  async living(handles: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await readBatches(this.#driver, sessionQueries.living, [], handles);
    return new Set(rows.map((row) => row.handle as string));
  }

  /** How often other processes have ended sessions so far: while it stays, none has. Never too small by more than it lags. */
  async endsElsewhere(): Promise<number> {
    const ends = Number((await this.#driver.readOne(sessionQueries.ends, []))?.value ?? 0);
    return ends - this.#endsHere;
  }

  /** Forgets what is remembered of sessions, when some were ended by another process. */
  forgetAll(): void {
    this.#cache.forgetAll();
  }

  /** Live sessions of a user before a place, newest first. */
  async page({ user, before, now, limit }: SessionsQuery): Promise<SessionListing[]> {
    const values = [user, now, before.createdAt, before.handle, limit];
    return (await this.#driver.read(sessionQueries.page, values)).map(listingOf);
  }

  /** False: the user has no such session. */
  async end(user: number, handle: string): Promise<boolean> {
    const changes = await this.#write([statement(sessionQueries.end, handle, user), countEnd]);
    this.#noteEnd(user);
    return changes[0] === 1;
  }

  async endAll(user: number): Promise<void> {
    await this.#write([statement(sessionQueries.endAll, user), countEnd]);
    this.#noteEnd(user);
  }

  /** A new password ends the other sessions and open resets in the same step (SESS4). Answers the handles that ended. */
  async changePassword({ user, passwordHash, keep }: PasswordChange): Promise<string[]> {
    const handles = await this.#driver.read(sessionQueries.handles, [user]);
    await this.#write([
      statement(sessionQueries.setPassword, passwordHash, user),
      statement(sessionQueries.removeResets, user),
      statement(sessionQueries.endOthers, user, keep),
      countEnd,
    ]);
    this.#noteEnd(user);
    return handles.map((row) => row.handle as string).filter((handle) => handle !== keep);
  }

  /** The same password at another cost: no session ends, and a password changed meanwhile stays. */
  async rehash({ user, from, to }: Rehash): Promise<void> {
    await this.#write([statement(sessionQueries.rehash, to, user, from)]);
  }

  /** Keeps a reset code's hash. False: the user has `most` open ones already. */
  async addReset({ hash, user, now, expiresAt }: NewReset, most: number): Promise<boolean> {
    const changes = await this.#write([
      statement(sessionQueries.insertReset, hash, expiresAt, user, now, most),
      statement(sessionQueries.removeExpiredResets, now),
    ]);
    return changes[0] === 1;
  }

  /** The user a code is for, while it is valid. */
  async findReset(hash: Uint8Array, now: number): Promise<number | undefined> {
    const row = await this.#driver.readOne(sessionQueries.resetByHash, [hash]);
    if (row === undefined || Number(row.expires_at) <= now) return undefined;
    return row.user as number;
  }

  /** Sets the password and ends every session and every code of the user. False: the code was used meanwhile. */
  async useReset({ hash, user, passwordHash }: ResetUse): Promise<boolean> {
    const changes = await this.#write([
      statement(sessionQueries.setPasswordByReset, passwordHash, user, hash),
      statement(sessionQueries.removeResets, user),
      statement(sessionQueries.endAll, user),
      countEnd,
    ]);
    this.#noteEnd(user);
    return changes[0] === 1;
  }

  /** Forgets open resets, as when the address they went to is no longer the user's. */
  async removeResets(user: number): Promise<void> {
    await this.#write([statement(sessionQueries.removeResets, user)]);
  }

  #noteEnd(user: number): void {
    this.#endsHere += 1;
    this.#cache.forget(user);
  }

  async #write(statements: readonly Statement[]): Promise<readonly number[]> {
    const written = await this.#driver.write(statements);
    if (written.kind !== 'done') throw new Error('a random session token or code was used twice');
    return written.changes;
  }
}

function sessionOf(row: SqlRow): SessionRecord {
  return {
    user: row.user as number,
    app: row.app as number,
    username: row.username as string,
    handle: row.handle as string,
    lastUsedAt: row.last_used_at as number,
    expiresAt: row.expires_at as number,
  };
}

function listingOf(row: SqlRow): SessionListing {
  return {
    handle: row.handle as string,
    device: row.device as string,
    createdAt: row.created_at as number,
    lastUsedAt: row.last_used_at as number,
    expiresAt: row.expires_at as number,
  };
}
