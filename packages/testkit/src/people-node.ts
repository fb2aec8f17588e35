import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDiskBlobs } from '@parley/server/blobs/disk-blobs.ts';
import { openLoneBus } from '@parley/server/bus/memory/memory-bus.ts';
import type { Config } from '@parley/server/config/config.ts';
import { parseConfig } from '@parley/server/config/parse-config.ts';
import { ChatRegistry } from '@parley/server/delivery/chat-registry.ts';
import { Connections } from '@parley/server/delivery/connections.ts';
import { Everywhere } from '@parley/server/delivery/reach/everywhere.ts';
import { everything } from '@parley/server/delivery/reach/followed.ts';
import { Usernames } from '@parley/server/delivery/usernames.ts';
import type { PeopleNode } from '@parley/server/features/accounts/people-node.ts';
import { SqliteLog } from '@parley/server/log/sqlite/sqlite-log.ts';
import type { Letter } from '@parley/server/mail/mail.ts';
import { Database } from '@parley/server/sqlite/database.ts';
import { AccountStore } from '@parley/server/store/account-store.ts';
import { AppStore } from '@parley/server/store/app-store.ts';
import { ChatStore } from '@parley/server/store/chat-store.ts';
import { FriendStore } from '@parley/server/store/friend-store.ts';
import { migrations } from '@parley/server/store/migrations/migrations.ts';
import { SessionStore } from '@parley/server/store/session-store.ts';
import type { SqlDriver } from '@parley/server/store/sql-driver.ts';
import { sqliteDriver } from '@parley/server/store/sqlite/sqlite-driver.ts';
import { createLogger } from '@parley/server/telemetry/pino-logger.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

/** Stores over a real file of their own, which goes with the test. */
export interface PeopleStores {
  readonly database: Database;
  readonly driver: SqlDriver;
  readonly apps: AppStore;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly friends: FriendStore;
  readonly folder: string;
}

/** What a test offers to tidy up with. */
export interface Tidy {
  after(action: () => Promise<void>): void;
}

export async function openPeopleStores(test: Tidy): Promise<PeopleStores> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-people-'));
  const database = Database.open(join(folder, 'parley.db'), migrations);
  test.after(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });
  const driver = sqliteDriver(database);
  return {
    database,
    driver,
    apps: new AppStore(driver),
    accounts: new AccountStore(driver),
    sessions: new SessionStore(driver),
    friends: new FriendStore(driver),
    folder,
  };
}

/** An app with a random token. */
export async function createApp(apps: AppStore): Promise<{ key: number; token: string }> {
  const token = randomBytes(16).toString('base64url');
  const app = await apps.create({ token, name: 'Parley', secretHash: new Uint8Array(32), createdAt: 0 });
  return { key: app.id, token };
}

/** The parts of a node that people's features need, each the real one but for the clock and the post. */
export interface PeopleTestNode extends PeopleNode {
  readonly clock: FakeClock;
  readonly people: Connections;
  readonly chats: ChatRegistry;
  readonly usernames: Usernames;
  readonly stores: PeopleStores;
  /** Mail that was handed over, and lines that were logged. */
  readonly letters: Letter[];
  readonly logged: string[];
  /** What the post says next; undefined: it takes the letter. */
  postFails: Error | undefined;
}

export async function openPeopleNode(
  test: Tidy,
  environment: Readonly<Record<string, string>> = {},
): Promise<PeopleTestNode> {
  const stores = await openPeopleStores(test);
  const { apps, accounts, sessions, friends } = stores;
  const clock = createFakeClock();
  const logged: string[] = [];
  const logger = createLogger({ level: 'debug', format: 'json', write: (line) => logged.push(line) });
  const letters: Letter[] = [];
  const people = new Connections(clock);
  const caches = chatsOf(stores);
  const node: PeopleTestNode = {
    config: configFrom(environment),
    clock,
    logger,
    logged,
    letters,
    postFails: undefined,
    store: { apps, accounts, sessions, friends },
    stores,
    blobs: await openDiskBlobs({ folder: join(stores.folder, 'blobs'), maxBytes: 1_000_000 }),
    mail: {
      async send(letter) {
        letters.push(letter);
        if (node.postFails !== undefined) throw node.postFails;
        return { sent: true };
      },
      close: () => {},
    },
    people,
    ...caches,
    everywhere: new Everywhere({ ...caches, connections: people, bus: openLoneBus('node') }),
    ownApp: (await createApp(apps)).key,
  };
  return node;
}

function chatsOf({ database, driver, accounts, friends }: PeopleStores) {
  const usernames = new Usernames((keys) => accounts.peopleOf(keys));
  const blocks = (one: number, other: number) => friends.isBlocked(one, other);
  const store = new ChatStore(driver);
  const parts = {
    log: new SqliteLog(database),
    store,
    usernames,
    blocks,
    followed: everything,
    clock: createFakeClock(),
    random: Math.random,
  };
  const chats = new ChatRegistry(parts);
  return { usernames, chats };
}

function configFrom(environment: Readonly<Record<string, string>>): Config {
  const parsed = parseConfig({ environment, readFile: () => '', isTerminal: false });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}
