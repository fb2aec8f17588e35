import { LRUCache } from 'lru-cache';
import { atMostEntries } from './cache-bound.ts';

export interface Person {
  /** null: the account is deleted. */
  readonly username: string | null;
  readonly name: string;
}

/** Reads people by key; a key that is unknown is left out. */
export type PersonSource = (users: readonly number[]) => Promise<Map<number, Person>>;

const cached = 100_000;
const unknown: Person = { username: null, name: '' };

/** Names for keys, which never leave the server. */
export class Usernames {
  readonly #source: PersonSource;
  #people = new LRUCache<number, Person>(atMostEntries(cached));
  /** What was forgotten at last, for those who have just loaded it. */
  #old: LRUCache<number, Person> | undefined;

  constructor(source: PersonSource) {
    this.#source = source;
  }

  /** What is in memory; undefined when it must be loaded. */
  known(user: number): Person | undefined {
    return this.#people.get(user);
  }

  /** Makes these people known. */
  async load(users: Iterable<number>): Promise<void> {
    const missing = [...new Set(users)].filter((user) => !this.#people.has(user));
    if (missing.length === 0) return;
    const found = await this.#source(missing);
    for (const user of missing) this.#people.set(user, found.get(user) ?? unknown);
  }

  /** As `known`, for people who were loaded; whoever is not counts as gone. */
  of(user: number): Person {
    return this.#people.get(user) ?? this.#old?.get(user) ?? unknown;
  }

  /** A profile changed or an account was removed: the next look reads it again. */
  forget(user: number): void {
    this.#people.delete(user);
    this.#old?.delete(user);
  }

  /** Anybody's profile may have changed. */
  forgetAll(): void {
    this.#old = this.#people;
    this.#people = new LRUCache(atMostEntries(cached));
  }
}
