import type { Account } from '@parley/protocol/user.ts';
import { type Api, createApi } from './api/api.ts';
import { ChatCache } from './chat/chat-cache.ts';
import type { ChatRoomContext } from './chat/chat-room.ts';
import { ChatRooms } from './chat/chat-rooms.ts';
import { Chats } from './chat/chats.ts';
import { Limiter } from './chat/limiter.ts';
import { MarkSender } from './chat/mark-sender.ts';
import { type Clock, systemClock } from './clock.ts';
import { type BackoffOptions, defaultBackoff } from './connection/backoff.ts';
import { Connection } from './connection/connection.ts';
import type { Engines } from './connection/engine.ts';
import { eventsEngine } from './connection/events-engine.ts';
import { type NetworkSignal, platformNetwork } from './connection/network-signal.ts';
import { webSocketEngine } from './connection/websocket-engine.ts';
import { ClientIds } from './outbox/client-ids.ts';
import { FrameDelivery } from './outbox/frame-delivery.ts';
import { OutboxRecords } from './outbox/outbox-records.ts';
import { Friends } from './people/friends.ts';
import { Presence } from './people/presence.ts';
import { Session } from './session.ts';
import type { KeyValueStorage } from './storage/key-value-storage.ts';
import { memoryStorage } from './storage/memory-storage.ts';
import { Sync } from './sync.ts';

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
  readonly #sync: Sync;
  readonly #ended = new AbortController();
  #me = '';

  constructor(options: Options) {
    const { baseUrl, storage, clock, fetch, credentials, app } = options;
    const token = () => this.session.token();
    this.api = createApi({ baseUrl, fetch, token, ended: this.#ended.signal });
    this.connection = this.#newConnection(options);
    this.#cache = new ChatCache(storage, clock);
    const records = new OutboxRecords(storage);
    const rooms = new ChatRooms(this.#roomContext(options, records));
    const { api, connection } = this;
    this.#sync = new Sync({ connection, rooms, cache: this.#cache, storage, clock });
    this.presence = new Presence(connection);
    this.friends = new Friends(api, connection, this.presence);
    this.chats = new Chats({ api, connection, cache: this.#cache, records }, rooms);
    const begin = (account: Account) => this.#begin(account);
    this.session = new Session({ api, storage, credentials, app, begin, end: () => this.#end() });
    connection.state.subscribe(() => {
      if (connection.state.get().reason === 'unauthenticated') void this.session.expire();
    });
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await this.#stop();
  }

  async #stop(): Promise<void> {
    this.connection.close();
    await this.#cache.flush();
  }

  async #begin(account: Account): Promise<void> {
    this.#me = account.username;
    await this.#sync.restore();
    await this.chats.restore();
    if (!this.#ended.signal.aborted) this.connection.open();
  }

  async #end(): Promise<void> {
    await this.#stop();
    this.#me = '';
    this.chats.forget();
    this.friends.forget();
  }

  #newConnection({ baseUrl, engines, clock, random, network, backoff }: Options): Connection {
    const target = { baseUrl, token: () => this.session.token(), api: this.api };
    const platform: Engines = { websocket: webSocketEngine(target), events: eventsEngine(target) };
    const credentialsRefused = () => this.session.refused();
    return new Connection({
      engines: engines(platform),
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
      outbox: { records, ids, deliver, online, clock, random, backoff },
      marks: new MarkSender(connection, clock),
    };
  }
}

/** At most this many questions about chats at a time: a device that comes back must not be a stampede by itself. */
const questionsAtOnce = 4;
