import type { EverywhereMatch } from '@parley/protocol/search.ts';
import type { Account } from '@parley/protocol/user.ts';
import { type Api, createApi } from './api/api.ts';
import { ChatCache } from './chat/chat-cache.ts';
import type { ChatRoomContext } from './chat/chat-room.ts';
import { ChatRooms } from './chat/chat-rooms.ts';
import { Chats } from './chat/chats.ts';
import { Limiter } from './chat/limiter.ts';
import { MarkSender } from './chat/mark-sender.ts';
import type { CachedSearchFilter } from './chat/search-held.ts';
import { type Clock, systemClock } from './clock.ts';
import { type BackoffOptions, defaultBackoff } from './connection/backoff.ts';
import { Connection } from './connection/connection.ts';
import type { Engines } from './connection/engine.ts';
import { lazyEngine } from './connection/lazy-engine.ts';
import { type NetworkSignal, platformNetwork } from './connection/network-signal.ts';
import { webSocketEngine } from './connection/websocket-engine.ts';
import { ClientIds } from './outbox/client-ids.ts';
import { FrameDelivery } from './outbox/frame-delivery.ts';
import { OutboxRecords } from './outbox/outbox-records.ts';
import { Friends } from './people/friends.ts';
import { Presence } from './people/presence.ts';
import { Session, type SessionNote } from './session.ts';
import type { KeyValueStorage } from './storage/key-value-storage.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import { Sync } from './sync.ts';
import { shareState } from './tabs/share-state.ts';
import { SharedTabs } from './tabs/shared-tabs.ts';
import type { TabChannel, TabGround } from './tabs/tab-ground.ts';
import { onlyTab, type Tabs } from './tabs/tabs.ts';

export interface ClientOptions {
  /** Scheme and host of the server; '' in a page that the server itself serves. */
  readonly baseUrl: string;
  /** Who keeps the session: this client in its storage (default), or the browser in an httpOnly cookie. */
  readonly credentials?: 'token' | 'cookie';
  /** The token of the app to register and sign in to; the server's own when left out. */
  readonly app?: string;
  /** What survives a restart; nothing by default. One account at a time. */
  readonly storage?: KeyValueStorage;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly network?: NetworkSignal;
  /** Ways of carrying frames, given the ones that are used by default. */
  readonly engines?: (platform: Engines) => Engines;
  /** What the tabs of one origin share: those of one account then use one connection and one outbox. */
  readonly tabs?: TabGround | undefined;
  /** Pauses between tries to connect and to send. */
  readonly backoff?: BackoffOptions;
}

/** Everything a person does with Parley, from one device. */
export interface Client {
  readonly api: Api;
  readonly session: Session;
  readonly connection: Pick<Connection, 'state' | 'reconnect'>;
  readonly chats: Chats;
  readonly friends: Friends;
  readonly presence: Presence;
  /** Finds messages among those held on this device, newest first (CLIENT34); for when the server cannot be asked. */
  searchCached(query: string, filter?: CachedSearchFilter): Promise<readonly EverywhereMatch[]>;
  /** Stores and sends at once what is gathered; for a page that may be about to go away. */
  settle(): void;
  /** Stops for good and stores what is not stored yet; the session stays. Calls under way are taken back. */
  close(): Promise<void>;
}

/** A client, not yet signed in: call `session.restore`, `signIn` or `register`, and it connects by itself. */
export function createClient(options: ClientOptions): Client {
  return new ParleyClient(withDefaults(options));
}

type Options = ReturnType<typeof withDefaults>;

function withDefaults(options: ClientOptions) {
  return {
    credentials: 'token' as const,
    storage: memoryStorage(),
    fetch: globalThis.fetch,
    clock: systemClock,
    random: Math.random,
    network: platformNetwork,
    engines: (platform: Engines) => platform,
    backoff: defaultBackoff,
    ...options,
  };
}

class ParleyClient implements Client {
  readonly api: Api;
  readonly session: Session;
  readonly connection: Connection;
  readonly chats: Chats;
  readonly friends: Friends;
  readonly presence: Presence;
  readonly #cache: ChatCache;
  readonly #marks: MarkSender;
  readonly #rooms: ChatRooms;
  readonly #sync: Sync;
  readonly #tabs: Tabs;
  readonly #sessionTabs: TabChannel | undefined;
  readonly #ended = new AbortController();
  #me = '';

  constructor(options: Options) {
    const { baseUrl, storage, clock, random, fetch, tabs: ground } = options;
    const token = () => this.session.token();
    const ended = this.#ended.signal;
    this.api = createApi({ baseUrl, fetch, token, ended });
    this.#tabs = ground === undefined ? onlyTab : new SharedTabs({ ground, clock, random });
    this.connection = this.#newConnection(options);
    this.#cache = new ChatCache(storage, clock, this.#tabs.leads.get);
    this.#tabs.leads.subscribe(() => void this.#cache.flush());
    this.#marks = new MarkSender(this.connection, clock, this.#tabs);
    const records = new OutboxRecords(storage);
    const rooms = new ChatRooms(this.#roomContext(options, records));
    this.#rooms = rooms;
    const { api, connection } = this;
    this.#sync = new Sync({ connection, rooms, cache: this.#cache, marks: this.#marks, storage, clock });
    shareState({ tabs: this.#tabs, rooms, records, connection, clock, ended });
    this.presence = new Presence(connection);
    this.friends = new Friends({ api, connection, presence: this.presence, storage, clock });
    this.chats = new Chats({ api, connection, cache: this.#cache, records, clock }, rooms);
    this.session = this.#newSession(options);
    this.#sessionTabs = ground?.openChannel(
      sessionChannel,
      (note) => void this.session.heard(note as SessionNote),
    );
    connection.state.subscribe(() => {
      if (connection.state.get().reason === 'unauthenticated') void this.session.expire();
    });
  }

  async searchCached(query: string, filter: CachedSearchFilter = {}): Promise<readonly EverywhereMatch[]> {
    // Rarely needed, and so not part of what a page loads first.
    const { searchHeld } = await import('./chat/search-held.ts');
    return searchHeld(this.#rooms, query, filter);
  }

  settle(): void {
    this.#marks.flush();
    void this.#cache.flush();
  }

  async close(): Promise<void> {
    this.#ended.abort();
    this.#sessionTabs?.close();
    await this.#stop();
  }

  async #stop(forget?: 'forget'): Promise<void> {
    this.connection.close();
    if (forget === 'forget') this.#cache.discard();
    else await this.#cache.flush();
    this.#tabs.leave();
  }

  async #begin(account: Account): Promise<void> {
    this.#me = account.username;
    if (!this.#ended.signal.aborted) this.#tabs.join(account.username);
    const [epoch] = await Promise.all([this.#sync.restore(), this.friends.restore()]);
    await this.chats.restore(epoch);
    if (!this.#ended.signal.aborted) this.connection.open();
  }

  async #end(forget?: 'forget'): Promise<void> {
    await this.#stop(forget);
    this.#me = '';
    this.chats.forget();
    this.friends.forget();
  }

  #newSession({ storage, credentials, app }: Options): Session {
    const begin = (account: Account) => this.#begin(account);
    const end = (forget?: 'forget') => this.#end(forget);
    const announce = (note: SessionNote) => this.#sessionTabs?.post(note);
    return new Session({ api: this.api, storage, credentials, app, begin, end, announce });
  }

  #newConnection({ baseUrl, engines, clock, random, network, backoff }: Options): Connection {
    const target = { baseUrl, token: () => this.session.token(), api: this.api };
    const events = async () => (await import('./connection/events-engine.ts')).eventsEngine(target);
    const platform: Engines = { websocket: webSocketEngine(target), events: lazyEngine(events) };
    const credentialsRefused = () => this.session.refused();
    return new Connection({
      engines: this.#tabs.engines(engines(platform)),
      clock,
      random,
      network,
      backoff,
      credentialsRefused,
    });
  }

  #roomContext({ clock, random, backoff }: Options, records: OutboxRecords): ChatRoomContext {
    const { api, connection } = this;
    const online = () => connection.state.get().status === 'online';
    const ids = new ClientIds(clock, random);
    const { deliver } = new FrameDelivery(connection, clock);
    return {
      ...{ api, clock, cache: this.#cache },
      me: () => this.#me,
      limiter: new Limiter(questionsAtOnce),
      mayFetch: () => connection.state.get().synced,
      outbox: { records, ids, deliver, online, tabs: this.#tabs, clock, random, backoff },
      marks: this.#marks,
    };
  }
}

const sessionChannel = 'parley.session';

/** At most this many questions about chats at a time: a device that comes back must not be a stampede by itself. */
const questionsAtOnce = 4;
