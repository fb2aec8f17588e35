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
  /** Stops and stores what is not stored yet; the session stays. */
  close(): Promise<void>;
}

/** A client, not yet signed in: call `session.restore`, `signIn` or `register`, and it connects by itself. */
export function createClient(options: ClientOptions): Client {
  const { clock = systemClock, random = Math.random, storage = memoryStorage() } = options;
  const { baseUrl, fetch = globalThis.fetch } = options;
  const api = createApi({ baseUrl, token: () => session.token(), fetch });
  const connection = connectionOf(options, api, () => session);
  const cache = new ChatCache(storage, clock);
  const records = new OutboxRecords(storage);
  let me = '';
  const roomContext = roomContextOf({
    api,
    connection,
    cache,
    records,
    clock,
    random,
    options,
    me: () => me,
  });
  const rooms = new ChatRooms(roomContext);
  const sync = new Sync({ connection, rooms, cache, storage, clock });
  const presence = new Presence(connection);
  const friends = new Friends(api, connection, presence);
  const chats = new Chats({ api, connection, cache, records }, rooms);
  const begin = async (account: Account) => {
    me = account.username;
    await sync.restore();
    await chats.restore();
    connection.open();
  };
  const end = async () => {
    connection.close();
    await cache.flush();
    chats.forget();
    friends.forget();
  };
  const { credentials = 'token', app } = options;
  const session = new Session({ api, storage, credentials, app, begin, end });
  connection.state.subscribe(() => {
    if (connection.state.get().reason === 'unauthenticated') void session.expire();
  });
  const close = async () => {
    connection.close();
    await cache.flush();
  };
  return { api, session, connection, chats, friends, presence, close };
}

function connectionOf(options: ClientOptions, api: Api, session: () => Session): Connection {
  const target = { baseUrl: options.baseUrl, token: () => session().token(), api };
  const platform: Engines = { websocket: webSocketEngine(target), events: eventsEngine(target) };
  return new Connection({
    engines: options.engines?.(platform) ?? platform,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    network: options.network ?? platformNetwork,
    backoff: options.backoff ?? defaultBackoff,
    credentialsRefused: () => session().refused(),
  });
}

interface RoomParts {
  readonly api: Api;
  readonly connection: Connection;
  readonly cache: ChatCache;
  readonly records: OutboxRecords;
  readonly clock: Clock;
  readonly random: () => number;
  readonly options: ClientOptions;
  readonly me: () => string;
}

/** At most this many questions about chats at a time: a device that comes back must not be a stampede by itself. */
const questionsAtOnce = 4;

function roomContextOf(parts: RoomParts): ChatRoomContext {
  const { api, connection, cache, records, clock, random, options, me } = parts;
  const delivery = new FrameDelivery(connection, clock);
  const outbox = {
    records,
    ids: new ClientIds(clock, random),
    deliver: delivery.deliver,
    online: () => connection.state.get().status === 'online',
    clock,
    random,
    backoff: options.backoff ?? defaultBackoff,
  };
  const limiter = new Limiter(questionsAtOnce);
  const marks = new MarkSender(connection, clock);
  const mayFetch = () => connection.state.get().synced;
  return { api, me, clock, limiter, mayFetch, outbox, marks, cache };
}
