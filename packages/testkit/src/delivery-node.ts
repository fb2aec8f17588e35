import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChatKind } from '@parley/protocol/chat.ts';
import { type DownFrame, downFrame } from '@parley/protocol/frames.ts';
import type { Bus } from '@parley/server/bus/bus.ts';
import { openLoneBus } from '@parley/server/bus/memory/memory-bus.ts';
import { documentsOf } from '@parley/server/compose-documents.ts';
import { parseConfig } from '@parley/server/config/parse-config.ts';
import type { Acceptance } from '@parley/server/delivery/acceptance.ts';
import type { ChatState } from '@parley/server/delivery/chat-state.ts';
import { Connection } from '@parley/server/delivery/connection.ts';
import { createDelivery, type Delivery } from '@parley/server/delivery/delivery.ts';
import { followAlone } from '@parley/server/delivery/followers/own-followers.ts';
import { entryKind } from '@parley/server/log/entry-kind.ts';
import type { Draft } from '@parley/server/log/log.ts';
import { chatLog } from '@parley/server/log/log-key.ts';
import { SqliteLog } from '@parley/server/log/sqlite/sqlite-log.ts';
import type { FillingIndex } from '@parley/server/search/search-index.ts';
import { openFillingSearchIndex } from '@parley/server/search/sqlite/sqlite-search-index.ts';
import { Database } from '@parley/server/sqlite/database.ts';
import { migrations } from '@parley/server/store/migrations/migrations.ts';
import { storeOver } from '@parley/server/store/open-store.ts';
import { derive } from '@parley/server/store/projection.ts';
import { sqliteDriver } from '@parley/server/store/sqlite/sqlite-driver.ts';
import type { Store } from '@parley/server/store/store.ts';
import { createLogger } from '@parley/server/telemetry/pino-logger.ts';
import { createMetrics } from '@parley/server/telemetry/prometheus-metrics.ts';
import { idleTracer } from '@parley/server/telemetry/tracer.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

export interface DeliveryOptions {
  /** A folder to go on with, or to share with another node; absent: a new one, removed at the end. */
  readonly data?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** By which it hears other nodes; absent: it is alone. */
  readonly bus?: Bus;
  /** Absent: a clock of its own. */
  readonly clock?: FakeClock;
}

/** The stages of the journey on real engines, without features and transports; the clock stands still. */
export interface DeliveryNode extends Delivery {
  readonly data: string;
  readonly database: Database;
  readonly log: SqliteLog;
  readonly index: FillingIndex;
  readonly store: Store;
  readonly clock: FakeClock;
  readonly logged: string[];
  readonly app: number;
}

/** The clock stands still: nobody may wait for it. */
const noPause = () => 0;

export async function openDelivery(options: DeliveryOptions = {}): Promise<DeliveryNode> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'parley-delivery-')));
  const parsed = parseConfig({
    environment: { ...options.environment },
    readFile: () => '',
    isTerminal: false,
  });
  assert.ok(parsed.ok);
  const file = join(data, 'parley.db');
  const database = Database.open(file, migrations);
  const log = new SqliteLog(database, { derive, retries: { sealAfter: 200, mergeAfter: 4 } });
  const store = storeOver(sqliteDriver(database));
  const index = await openFillingSearchIndex(join(data, 'search.db'), documentsOf(file));
  const clock = options.clock ?? createFakeClock();
  const bus = options.bus ?? openLoneBus('node');
  const logged: string[] = [];
  const logger = createLogger({ level: 'warn', format: 'json', write: (line) => logged.push(line) });
  const { config } = parsed;
  const told = { config, clock, logger, metrics: createMetrics(data), tracer: idleTracer };
  const followers = followAlone({ ...told, log, store, index });
  const delivery = createDelivery({ ...told, log, store, index, bus, followers, random: noPause });
  const app = await appOf(store);
  const dispose = async () => {
    await delivery[Symbol.asyncDispose]();
    await log[Symbol.asyncDispose]();
    await index[Symbol.asyncDispose]();
    await database.close();
    if (options.data === undefined) await rm(data, { recursive: true });
  };
  return {
    ...delivery,
    ...{ data, database, log, index, store, clock, logged, app },
    [Symbol.asyncDispose]: dispose,
  };
}

async function appOf(store: Store): Promise<number> {
  const [first] = await store.apps.page(0, 1);
  if (first !== undefined) return first.id;
  const made = { token: 'app', name: 'Test', secretHash: new Uint8Array(32), createdAt: 0 };
  return (await store.apps.create(made)).id;
}

/** Keys of new people. */
export async function joinPeople(node: DeliveryNode, usernames: readonly string[]): Promise<number[]> {
  const keys: number[] = [];
  for (const username of usernames) {
    const made = { app: node.app, username, name: username, email: null, passwordHash: null, createdAt: 0 };
    const account = await node.store.accounts.create(made);
    assert.ok(typeof account === 'object');
    keys.push(account.key);
  }
  return keys;
}

/** A new chat with these members. */
export async function openChat(
  node: DeliveryNode,
  members: readonly number[],
  kind: ChatKind = 'group',
): Promise<ChatState> {
  const data = JSON.stringify({ kind, members, invited: [] });
  const draft: Draft = { kind: entryKind.chat_created, at: node.clock.now(), content: 'Lobby', data };
  const acceptance = await node.accept.inApp(
    node.app,
    () => [draft],
    () => false,
  );
  assert.equal(acceptance.kind, 'accepted');
  const number = acceptance.kind === 'accepted' ? (acceptance.entries[0]?.number ?? 0) : 0;
  const state = await node.chats.load(chatLog(node.app, number));
  assert.ok(state !== undefined);
  return state;
}

/** Proposes one entry on the chat as this node knows it. */
export async function propose(
  node: DeliveryNode,
  chat: ChatState,
  draft: Partial<Draft> & Pick<Draft, 'kind'>,
): Promise<Acceptance> {
  const state = await node.chats.load(chat.log);
  assert.ok(state !== undefined);
  return node.accept.inChat(state, () => [{ at: node.clock.now(), ...draft }]);
}

/** Posts a text, or a text with its key. */
export function say(
  node: DeliveryNode,
  chat: ChatState,
  author: number,
  text: string | { readonly content: string; readonly clientId: string },
): Promise<Acceptance> {
  const said = typeof text === 'string' ? { content: text } : text;
  return propose(node, chat, { kind: entryKind.message, author, ...said });
}

/** One connected client: what it was told, checked by the contract. */
export interface Listener {
  readonly frames: DownFrame[];
  readonly connection: Connection;
  /** Bytes the network has not taken; they grow while it is stalled. */
  buffered: number;
  stalled: boolean;
  bytes: number;
  closedWith: number | undefined;
  /** Frames so far of a type, after what is under way has arrived. */
  told<Type extends DownFrame['type']>(type: Type): Promise<Extract<DownFrame, { type: Type }>[]>;
}

export interface ListenerOptions {
  readonly user: number;
  readonly bufferBytes?: number;
}

export function listenAs(node: DeliveryNode, options: ListenerOptions): Listener {
  const { user, bufferBytes = 1_000_000 } = options;
  const listener: Listener = {
    frames: [],
    buffered: 0,
    stalled: false,
    bytes: 0,
    closedWith: undefined,
    async told(type) {
      for (let turn = 0; turn < 4; turn++) await nextTurn();
      return listener.frames.filter((frame) => frame.type === type) as never;
    },
    connection: new Connection({
      user,
      app: node.app,
      username: `user${user}`,
      sessionHandle: `session-of-${user}`,
      bufferBytes,
      onResync: () => {},
      outlet: {
        send: (text) => {
          listener.bytes += text.length;
          if (listener.stalled) listener.buffered += text.length;
          listener.frames.push(...[JSON.parse(text)].flat().map((each) => downFrame.parse(each)));
        },
        buffered: () => listener.buffered,
        close: (code) => {
          listener.closedWith = code;
        },
      },
    }),
  };
  node.connections.add(listener.connection);
  return listener;
}
