import type { Friend, FriendRequest } from '@parley/protocol/friend.ts';
import type { User } from '@parley/protocol/user.ts';
import type { Api } from '../api/api.ts';
import { readAll } from '../api/read-all.ts';
import type { Clock } from '../clock.ts';
import type { Connection, ConnectionEvent } from '../connection/connection.ts';
import { type Persistence, Refresher } from '../refresher.ts';
import type { KeyValueStorage } from '../storage/key-value-storage.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import type { Presence } from './presence.ts';

export interface FriendsState {
  /** Whether the lists have been read since signing in; before that they are those of the last time. */
  readonly loaded: boolean;
  readonly friends: readonly Friend[];
  /** Open requests by others, and by oneself. */
  readonly received: readonly FriendRequest[];
  readonly sent: readonly FriendRequest[];
}

export const noFriends: FriendsState = { loaded: false, friends: [], received: [], sent: [] };

export interface FriendsContext {
  readonly api: Api;
  readonly connection: Connection;
  readonly presence: Presence;
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
}

const storageKey = 'friends';

/** Friends and friend requests: read after each connection, again at each sign of a change. Actions throw ParleyError. */
export class Friends {
  readonly state: Store<FriendsState>;
  readonly #state: WritableStore<FriendsState> = createStore(noFriends);
  readonly #api: Api;
  readonly #presence: Presence;
  readonly #storage: KeyValueStorage;
  readonly #refresher = new Refresher(() => this.#read());
  readonly #persistence: Persistence;

  constructor({ api, connection, presence, storage, clock }: FriendsContext) {
    this.#persistence = { clock, wanted: () => connection.state.get().synced };
    this.state = this.#state;
    this.#api = api;
    this.#presence = presence;
    this.#storage = storage;
    connection.listen((event) => this.#hear(event));
  }

  /** Takes up what storage holds, so that people have names without a connection (CLIENT32). */
  async restore(): Promise<void> {
    const stored = (await this.#storage.get(storageKey)) as FriendsState | undefined;
    if (stored !== undefined && !this.#state.get().loaded) this.#state.set({ ...stored, loaded: false });
  }

  refresh(): Promise<void> {
    return this.#refresher.refresh();
  }

  async request(to: string): Promise<void> {
    await this.#api.call('sendFriendRequest', { body: { to } });
    await this.#reread();
  }

  async withdraw(to: string): Promise<void> {
    await this.#api.call('withdrawFriendRequest', { params: { username: to } });
    await this.#reread();
  }

  markRead(from: string): Promise<void> {
    return this.#answer(from, 'read');
  }

  accept(from: string): Promise<void> {
    return this.#answer(from, 'accepted');
  }

  reject(from: string): Promise<void> {
    return this.#answer(from, 'rejected');
  }

  async remove(username: string): Promise<void> {
    await this.#api.call('removeFriend', { params: { username } });
    await this.#reread();
  }

  async block(username: string): Promise<void> {
    await this.#api.call('block', { params: { username } });
    await this.#reread();
  }

  async unblock(username: string): Promise<void> {
    await this.#api.call('unblock', { params: { username } });
  }

  /** Nobody is signed in. */
  forget(): void {
    this.#state.set(noFriends);
  }

  async #answer(from: string, status: 'read' | 'accepted' | 'rejected'): Promise<void> {
    await this.#api.call('answerFriendRequest', { params: { username: from }, body: { status } });
    await this.#reread();
  }

  /** What there was to do has been done; a reading that fails now is made up for. */
  #reread(): Promise<void> {
    return this.#refresher.persist(this.#persistence);
  }

  async #read(): Promise<void> {
    const limit = 100;
    const requests = (direction: 'received' | 'sent') =>
      readAll((page) => this.#api.call('listFriendRequests', { query: { direction, limit, ...page } }));
    const [friends, received, sent] = await Promise.all([
      readAll((page) => this.#api.call('listFriends', { query: { limit, ...page } })),
      requests('received'),
      requests('sent'),
    ]);
    const read = { loaded: true, friends, received, sent };
    this.#state.set(read);
    void this.#storage.set(storageKey, read).catch(() => undefined);
    this.#presence.learn(friends.map((friend) => [friend.username, { ...friend, state: friend.presence }]));
  }

  #hear(event: ConnectionEvent): void {
    const changed = event.type === 'friend_request' || event.type === 'friend' || event.type === 'synced';
    if (changed) void this.#reread();
    else if (event.type === 'lost') this.#refresher.desist();
    else if (event.type === 'user') this.#rename(event.user);
  }

  #rename(user: User): void {
    const now = this.#state.get();
    const friends = now.friends.map((each) =>
      each.username === user.username ? { ...each, ...user } : each,
    );
    this.#state.set({ ...now, friends });
  }
}
