import { type SqlRow, type Statement, statement } from '../sql/statement.ts';
import { type PersonRecord, personOf } from './account-record.ts';
import { friendQueries } from './queries/friend-queries.ts';
import type { SqlDriver } from './sql-driver.ts';

/** Who asked whom, by key. */
export interface Pair {
  readonly sender: number;
  readonly recipient: number;
}

export interface RequestRecord {
  readonly createdAt: number;
  readonly isRead: boolean;
  /** The recipient does not see it: rejected, or the recipient had blocked the sender. The sender cannot tell. */
  readonly isHidden: boolean;
}

/** A request in a list, with the other person. */
export interface ListedRequest extends RequestRecord {
  readonly other: PersonRecord;
}

/** Newest first: a list goes on below this place. */
export interface RequestPlace {
  readonly createdAt: number;
  readonly other: number;
}

export type SendOutcome = 'sent' | 'befriended' | 'already_friends' | 'request_exists' | 'not_sent';

/** Open friend requests. What becomes a friendship is one no more. */
export class FriendRequestStore {
  readonly #driver: SqlDriver;

  constructor(driver: SqlDriver) {
    this.#driver = driver;
  }

  /** In one step: where the other has asked already, it is a friendship at once, whoever came first (FRIEND3). */
  async send({ sender, recipient }: Pair, at: number): Promise<SendOutcome> {
    const asked = { sender: recipient, recipient: sender };
    const changes = await this.#write([
      ...befriend(asked, at, 1),
      statement(friendQueries.insertRequest, at, sender, recipient),
    ]);
    if (changes === undefined) return 'already_friends';
    if (changes[0] === 1) return 'befriended';
    if (changes.at(-1) === 1) return 'sent';
    if ((await this.find({ sender, recipient })) !== undefined) return 'request_exists';
    const friendship = await this.#driver.readOne(friendQueries.friendship, [recipient, sender]);
    return friendship === undefined ? 'not_sent' : 'already_friends';
  }

  /** False: there is no request that the recipient sees. */
  async accept(pair: Pair, at: number): Promise<boolean> {
    const changes = await this.#write(befriend(pair, at, 0));
    return changes?.[0] === 1;
  }

  async find({ sender, recipient }: Pair): Promise<RequestRecord | undefined> {
    const row = await this.#driver.readOne(friendQueries.request, [sender, recipient]);
    return row && requestOf(row);
  }

  /** What a user was asked and still sees, newest first. */
  async received(user: number, below: RequestPlace, limit: number): Promise<ListedRequest[]> {
    const values = [user, below.createdAt, below.other, limit];
    return (await this.#driver.read(friendQueries.received, values)).map(listedOf);
  }

  /** What a user has asked, newest first. */
  async sent(user: number, below: RequestPlace, limit: number): Promise<ListedRequest[]> {
    const values = [user, below.createdAt, below.other, limit];
    return (await this.#driver.read(friendQueries.sent, values)).map(listedOf);
  }

  /** False: there is no request that the recipient sees; of the next two likewise. */
  async markRead({ sender, recipient }: Pair): Promise<boolean> {
    return this.#changed(statement(friendQueries.markRead, sender, recipient));
  }

  async reject({ sender, recipient }: Pair): Promise<boolean> {
    return this.#changed(statement(friendQueries.hideRequest, sender, recipient));
  }

  async withdraw({ sender, recipient }: Pair): Promise<boolean> {
    return this.#changed(statement(friendQueries.removeRequest, sender, recipient));
  }

  async #changed(change: Statement): Promise<boolean> {
    return (await this.#write([change]))?.[0] === 1;
  }

  async #write(statements: readonly Statement[]): Promise<readonly number[] | undefined> {
    const written = await this.#driver.write(statements);
    return written.kind === 'done' ? written.changes : undefined;
  }
}

/** Turns a request into a friendship, if it is there and not more hidden than `hidden`. */
function befriend({ sender, recipient }: Pair, at: number, hidden: 0 | 1): Statement[] {
  const { befriend: add, removeAnswered } = friendQueries;
  return [
    statement(add, at, sender, recipient, sender, recipient, hidden),
    statement(add, at, recipient, sender, sender, recipient, hidden),
    statement(removeAnswered, sender, recipient),
    statement(removeAnswered, recipient, sender),
  ];
}

function requestOf(row: SqlRow): RequestRecord {
  return {
    createdAt: row.asked_at as number,
    isRead: row.is_read === 1,
    isHidden: row.is_hidden === 1,
  };
}

function listedOf(row: SqlRow): ListedRequest {
  return { ...requestOf(row), other: personOf(row) };
}
