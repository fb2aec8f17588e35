import { type SqlRow, statement } from '../sql/statement.ts';
import { appQueries } from './queries/app-queries.ts';
import { readOrLast } from './read-or-last.ts';
import { ShortMemory } from './short-memory.ts';
import type { SqlDriver } from './sql-driver.ts';

export interface AppRecord {
  readonly id: number;
  readonly token: string;
  readonly name: string;
  readonly chatsCount: number;
  readonly createdAt: number;
}

export interface NewApp {
  readonly token: string;
  readonly name: string;
  readonly secretHash: Uint8Array;
  readonly createdAt: number;
}

/** A token that another process has replaced is refused within a second (STORE7). */
const tokenKnownMs = 900;
const mostTokens = 10_000;

/** Apps: the tenants, found by their token. */
export class AppStore {
  readonly #driver: SqlDriver;
  readonly #tokens = new ShortMemory<number>({ forMs: tokenKnownMs, most: mostTokens });

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  async create(app: NewApp): Promise<AppRecord> {
    const written = await this.#driver.write([
      statement(appQueries.insert, app.token, app.name, app.secretHash, app.createdAt),
    ]);
    const row = written.kind === 'done' ? written.rows[0]?.[0] : undefined;
    if (row === undefined) throw new Error('a random token was used twice');
    return recordOf(row);
  }

  async byToken(token: string): Promise<AppRecord | undefined> {
    const row = await this.#driver.readOne(appQueries.byToken, [token]);
    return row && recordOf(row);
  }

  /**
   * Whose token this is, at a time of the monotonic clock. Usually costs no SQL; what was known last stands while the database
   * cannot be asked (STORE7).
   */
  async idByToken(token: string, now: number): Promise<number | undefined> {
    const known = this.#tokens.get(token, now);
    if (known !== undefined) return known;
    const reading = this.byToken(token).then((app) => app?.id);
    const id = await readOrLast(reading, () => this.#tokens.last(token));
    if (id === undefined) this.#tokens.drop(token);
    else this.#tokens.remember(token, id, now);
    return id;
  }

  async byId(id: number): Promise<AppRecord | undefined> {
    const row = await this.#driver.readOne(appQueries.byId, [id]);
    return row && recordOf(row);
  }

  /** Apps after a key, in the order of their keys. */
  async page(afterId: number, limit: number): Promise<AppRecord[]> {
    return (await this.#driver.read(appQueries.page, [afterId, limit])).map(recordOf);
  }

  async rename(id: number, name: string): Promise<void> {
    await this.#driver.write([statement(appQueries.rename, name, id)]);
  }

  /** Gives the app a new token; the old one stops working. */
  async rotateToken(id: number, token: string): Promise<void> {
    await this.#driver.write([statement(appQueries.rotateToken, token, id)]);
    this.#tokens.clear();
  }
}

function recordOf(row: SqlRow): AppRecord {
  return {
    id: row.id as number,
    token: row.token as string,
    name: row.name as string,
    chatsCount: row.chats_count as number,
    createdAt: row.created_at as number,
  };
}
