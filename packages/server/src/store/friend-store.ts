import type { Relation } from '@parley/protocol/user.ts';
import { statement } from '../sql/statement.ts';
import { type PersonRecord, personOf } from './account-record.ts';
import { FriendRequestStore } from './friend-request-store.ts';
import { friendQueries } from './queries/friend-queries.ts';
import { readBatches } from './read-batches.ts';
import type { SqlDriver } from './sql-driver.ts';

export interface FriendRecord {
  readonly person: PersonRecord;
  readonly since: number;
}

/** What a block ended. */
export interface BlockOutcome {
  readonly friendshipEnded: boolean;
  /** The blocker's own request to the other. */
  readonly requestWithdrawn: boolean;
  /** The other's request to the blocker. */
  readonly requestHidden: boolean;
}

/** Friendships and blocks; `requests` has what is not answered yet. */
export class FriendStore {
  readonly #driver: SqlDriver;
  readonly requests: FriendRequestStore;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
    this.requests = new FriendRequestStore(driver);
  }

  async areFriends(one: number, other: number): Promise<boolean> {
    return (await this.#driver.readOne(friendQueries.friendship, [other, one])) !== undefined;
  }

  /** Which of these are friends of the user. */
  async friendsAmong(user: number, keys: Iterable<number>): Promise<Set<number>> {
    return this.#among(friendQueries.friendsAmong, user, keys);
  }

  /** Whether either has blocked the other. */
  async isBlocked(one: number, other: number): Promise<boolean> {
    return (await this.hasBlocked(one, other)) || (await this.hasBlocked(other, one));
  }

  async hasBlocked(user: number, other: number): Promise<boolean> {
    return (await this.#driver.readOne(friendQueries.block, [other, user])) !== undefined;
  }

  /** Keys of all friends, in no order. */
  async friendKeys(user: number): Promise<number[]> {
    const rows = await this.#driver.read(friendQueries.friendKeys, [user]);
    return rows.map((row) => row.friend as number);
  }

  /** Friends after a username, in that order. */
  async friends(user: number, after: string, limit: number): Promise<FriendRecord[]> {
    const rows = await this.#driver.read(friendQueries.friends, [user, after, limit]);
    return rows.map((row) => ({ person: personOf(row), since: row.since as number }));
  }

  /** False: they were no friends. */
  async unfriend(one: number, other: number): Promise<boolean> {
    const changes = await this.#write([
      statement(friendQueries.unfriend, one, other),
      statement(friendQueries.unfriend, other, one),
    ]);
    return changes[0] === 1;
  }

  /** Ends a friendship and requests in the same step. Blocking again changes nothing. */
  async block(user: number, other: number): Promise<BlockOutcome> {
    const changes = await this.#write([
      statement(friendQueries.insertBlock, user, other),
      statement(friendQueries.unfriend, user, other),
      statement(friendQueries.unfriend, other, user),
      statement(friendQueries.removeRequest, user, other),
      statement(friendQueries.hideRequest, other, user),
    ]);
    return {
      friendshipEnded: changes[1] === 1,
      requestWithdrawn: changes[3] === 1,
      requestHidden: changes[4] === 1,
    };
  }

  /** False: there was no block. */
  async unblock(user: number, other: number): Promise<boolean> {
    return (await this.#write([statement(friendQueries.removeBlock, other, user)]))[0] === 1;
  }

  /** Whom a user has blocked, after a username, in that order. */
  async blocks(user: number, after: string, limit: number): Promise<PersonRecord[]> {
    return (await this.#driver.read(friendQueries.blocks, [user, after, limit])).map(personOf);
  }

  /** How others stand to a user, from the user's side; who is missing stands in none. */
  async relations(user: number, keys: readonly number[]): Promise<Map<number, Relation>> {
    const [friends, blocked, asked, asking] = await Promise.all([
      this.friendsAmong(user, keys),
      this.#among(friendQueries.blockedAmong, user, keys),
      this.#among(friendQueries.askedAmong, user, keys),
      this.#among(friendQueries.askingAmong, user, keys),
    ]);
    const relations = new Map<number, Relation>();
    for (const key of asking) relations.set(key, 'request_received');
    for (const key of asked) relations.set(key, 'request_sent');
    for (const key of friends) relations.set(key, 'friend');
    for (const key of blocked) relations.set(key, 'blocked');
    return relations.set(user, 'self');
  }

  async #among(sql: string, user: number, keys: Iterable<number>): Promise<Set<number>> {
    const rows = await readBatches(this.#driver, sql, [user], keys);
    return new Set(rows.map((row) => row.other as number));
  }

  async #write(statements: Parameters<SqlDriver['write']>[0]): Promise<readonly number[]> {
    const written = await this.#driver.write(statements);
    if (written.kind !== 'done') throw new Error('a friendship or block is stored twice');
    return written.changes;
  }
}
