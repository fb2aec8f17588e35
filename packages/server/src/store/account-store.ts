import { setImmediate as nextTurn } from 'node:timers/promises';
import { normalise } from '@parley/protocol/normalise.ts';
import { type SqlRow, statement } from '../sql/statement.ts';
import { type AccountRecord, accountOf, type PersonRecord, personOf } from './account-record.ts';
import { accountQueries } from './queries/account-queries.ts';
import { friendQueries } from './queries/friend-queries.ts';
import { sessionQueries } from './queries/session-queries.ts';
import { readBatches } from './read-batches.ts';
import type { SqlDriver } from './sql-driver.ts';

export interface NewAccount {
  readonly app: number;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  /** null: nobody can sign in until a password is set by a reset. */
  readonly passwordHash: string | null;
  readonly createdAt: number;
  /** Whether this person owns the server. */
  readonly isOwner?: boolean;
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly statusText?: string | undefined;
  readonly presenceVisibility?: PersonRecord['presenceVisibility'] | undefined;
  /** null: the account has no address any more. */
  readonly email?: string | null | undefined;
}

export interface DirectoryQuery {
  readonly app: number;
  /** Part of a name or username, as a person typed it. */
  readonly q?: string | undefined;
  /** The page begins behind this username. */
  readonly after: string;
  readonly limit: number;
}

/** `next`: the username behind which more may follow; a page may be short, or empty, and still have one. */
export interface DirectoryPage {
  readonly people: readonly PersonRecord[];
  readonly next?: string;
}

/** A search looks at so many people a statement, and at so many statements' worth a page (USER12). */
const windowSize = 2000;
const windowsPerPage = 50;
/** Above every username. */
const end = '~';

/** Accounts by key, username and address. Removed ones are found by nothing, and keep their username. */
export class AccountStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  /** Of two that want a username or an address at once, one gets it. */
  async create(account: NewAccount): Promise<AccountRecord | 'username_taken' | 'email_taken'> {
    const made = await this.#insert(accountQueries.insert, account, account.isOwner === true ? 1 : 0);
    return made === 'nothing' ? 'username_taken' : made;
  }

  /** The same for the one who sets a server up: of two at once one becomes its owner (SETUP4). */
  createFirstOwner(
    account: NewAccount,
  ): Promise<AccountRecord | 'username_taken' | 'email_taken' | 'owner_exists'> {
    const made = this.#insert(accountQueries.insertFirstOwner, account, account.app);
    return made.then((outcome) => (outcome === 'nothing' ? 'owner_exists' : outcome));
  }

  async hasOwner(app: number): Promise<boolean> {
    return (await this.#driver.readOne(accountQueries.anyOwner, [app])) !== undefined;
  }

  /** Whether an app has, or once had, any account. */
  async hasAnyone(app: number): Promise<boolean> {
    return (await this.#driver.readOne(accountQueries.anyone, [app])) !== undefined;
  }

  async makeOwner(key: number): Promise<void> {
    await this.#driver.write([statement(accountQueries.makeOwner, key)]);
  }

  byKey(key: number): Promise<AccountRecord | undefined> {
    return this.#one(accountQueries.byKey, [key]);
  }

  byUsername(app: number, username: string): Promise<AccountRecord | undefined> {
    return this.#one(accountQueries.byUsername, [app, username]);
  }

  byEmail(app: number, email: string): Promise<AccountRecord | undefined> {
    return this.#one(accountQueries.byEmail, [app, email]);
  }

  /** Whether an account has, or a removed one had, this username. */
  async isUsernameTaken(app: number, username: string): Promise<boolean> {
    return (await this.holderOf(app, username)) !== undefined;
  }

  /** Key of the account that has, or had, this username. */
  async holderOf(app: number, username: string): Promise<number | undefined> {
    const row = await this.#driver.readOne(accountQueries.usernameHolder, [app, username]);
    return row?.id as number | undefined;
  }

  /** Usernames by key; null where the account is removed. Unknown keys are left out. */
  async usernamesOf(keys: Iterable<number>): Promise<Map<number, string | null>> {
    const rows = await readBatches(this.#driver, accountQueries.usernames, [], keys);
    return new Map(
      rows.map((row) => [row.id as number, row.deleted_at === null ? (row.username as string) : null]),
    );
  }

  /** Keys by username; who does not exist, or no more, is left out. */
  async keysOf(app: number, usernames: Iterable<string>): Promise<Map<string, number>> {
    const rows = await readBatches(this.#driver, accountQueries.keys, [app], usernames);
    return new Map(rows.map((row) => [row.username as string, row.id as number]));
  }

  /** People by key; removed ones are left out. */
  async peopleOf(keys: Iterable<number>): Promise<Map<number, PersonRecord>> {
    const rows = await readBatches(this.#driver, accountQueries.people, [], keys);
    return new Map(rows.map((row) => [row.id as number, personOf(row)]));
  }

  /** People of an app by username. */
  async directory({ app, q, after, limit }: DirectoryQuery): Promise<DirectoryPage> {
    if (q !== undefined) return this.#search({ app, q: normalise(q), after, limit });
    const rows = await this.#driver.read(accountQueries.page, [app, after, limit + 1]);
    return pageOf(rows.map(personOf), limit);
  }

  async change(key: number, change: AccountChange): Promise<'changed' | 'email_taken'> {
    const before = await this.byKey(key);
    const { name = null, statusText = null, presenceVisibility = null, email } = change;
    const text = name === null || before === undefined ? null : searchText(before.username, name);
    const changesEmail = email === undefined ? 0 : 1;
    const values = [name, text, statusText, presenceVisibility, changesEmail, email ?? null, key];
    const written = await this.#driver.write([statement(accountQueries.change, ...values)]);
    return written.kind === 'constraint' ? 'email_taken' : 'changed';
  }

  async setAvatar(key: number, avatar: string | null): Promise<void> {
    await this.#driver.write([statement(accountQueries.setAvatar, avatar, key)]);
  }

  async setLastSeen(key: number, at: number | null): Promise<void> {
    await this.#driver.write([statement(accountQueries.setLastSeen, at, key)]);
  }

  /** Everything of a person goes but the row that reserves the username (USER8). End the sessions before. */
  async remove(key: number, at: number): Promise<void> {
    await this.#driver.write([
      statement(accountQueries.remove, at, key),
      ...[
        sessionQueries.endAll,
        sessionQueries.removeResets,
        friendQueries.removeFriendshipsOf,
        friendQueries.removeFriendshipsWith,
        friendQueries.removeRequestsBy,
        friendQueries.removeRequestsTo,
        friendQueries.removeBlocksBy,
        friendQueries.removeBlocksOf,
      ].map((sql) => statement(sql, key)),
      statement(sessionQueries.countEnd),
    ]);
  }

  async #insert(
    sql: string,
    account: NewAccount,
    last: number,
  ): Promise<AccountRecord | 'username_taken' | 'email_taken' | 'nothing'> {
    const { app, username, name, email, passwordHash, createdAt } = account;
    const text = searchText(username, name);
    const values = [app, username, name, text, email, passwordHash, createdAt, last];
    const written = await this.#driver.write([statement(sql, ...values)]);
    if (written.kind !== 'done') {
      return (await this.isUsernameTaken(app, username)) ? 'username_taken' : 'email_taken';
    }
    if (written.changes[0] === 0) return 'nothing';
    const created = await this.byUsername(app, username);
    if (created === undefined) throw new Error('an account is gone right after it was made');
    return created;
  }

  async #search({ app, q, after, limit }: DirectoryQuery & { q: string }): Promise<DirectoryPage> {
    const found: PersonRecord[] = [];
    let from = after;
    for (let window = 0; window < windowsPerPage; window++) {
      const last = await this.#driver.readOne(accountQueries.windowEnd, [app, from, windowSize - 1]);
      const to = last === undefined ? end : (last.username as string);
      const values = [app, from, to, q, limit + 1 - found.length];
      found.push(...(await this.#driver.read(accountQueries.searchWindow, values)).map(personOf));
      if (found.length > limit || last === undefined) return pageOf(found, limit);
      from = to;
      await nextTurn();
    }
    return { people: found, next: from };
  }

  async #one(sql: string, values: readonly (string | number)[]): Promise<AccountRecord | undefined> {
    const row: SqlRow | undefined = await this.#driver.readOne(sql, values);
    return row && accountOf(row);
  }
}

/** What a search looks into. A query has no line break after normalising, so it matches within one of the two. */
function searchText(username: string, name: string): string {
  return `${username}\n${normalise(name)}`;
}

function pageOf(people: readonly PersonRecord[], limit: number): DirectoryPage {
  const items = people.slice(0, limit);
  const last = items.at(-1);
  return people.length > limit && last !== undefined
    ? { people: items, next: last.username }
    : { people: items };
}
