import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '@parley/protocol/limits.ts';
import { openDiskBlobs } from './blobs/disk-blobs.ts';
import { openLoneBus } from './bus/memory/memory-bus.ts';
import { documentsOf } from './compose-documents.ts';
import type { Config } from './config/config.ts';
import { createDelivery } from './delivery/delivery.ts';
import { newAppToken } from './features/apps/app-handlers.ts';
import { version } from './features/instance/get-instance.ts';
import type { Node } from './features/node.ts';
import { SetupCode } from './features/setup/setup-code.ts';
import { SqliteLog } from './log/sqlite/sqlite-log.ts';
import { createLogMail } from './mail/log-mail.ts';
import type { Mail } from './mail/mail.ts';
import { openFillingSearchIndex } from './search/sqlite/sqlite-search-index.ts';
import { Database } from './sqlite/database.ts';
import { AccountStore } from './store/account-store.ts';
import { AppStore } from './store/app-store.ts';
import { ChatStore } from './store/chat-store.ts';
import { FriendStore } from './store/friend-store.ts';
import { LeaseStore } from './store/lease-store.ts';
import { MessageStore } from './store/message-store.ts';
import { migrations } from './store/migrations/migrations.ts';
import { derive } from './store/projection.ts';
import { SessionStore } from './store/session-store.ts';
import { sqliteDriver } from './store/sqlite/sqlite-driver.ts';
import type { Store } from './store/store.ts';
import { TailerStore } from './store/tailer-store.ts';
import { type Clock, systemClock } from './telemetry/clock.ts';
import type { Logger } from './telemetry/logger.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { createMetrics } from './telemetry/prometheus-metrics.ts';
import { idleTracer, type Tracer } from './telemetry/tracer.ts';
import { watchExports } from './telemetry/watch-exports.ts';

export interface Composed extends AsyncDisposable {
  readonly node: Node;
}

export interface ComposeParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** Puts a node together from its engines. The only place that names them. */
export async function compose({ config, logger, clock = systemClock }: ComposeParts): Promise<Composed> {
  if (config.engines.profile === 'cluster') {
    throw new Error(
      'this release runs on the embedded engines only; unset PARLEY_NATS_URL and its companions',
    );
  }
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const metrics = createMetrics(config.data);
  const tracer = await tracerOf(config, logger, metrics);
  const file = join(config.data, 'parley.db');
  const database = Database.open(file, migrations, (entries, commitMs) =>
    metrics.committed(entries, commitMs / 1000),
  );
  const log = new SqliteLog(database, { derive });
  const store = storeOn(database);
  const index = await openFillingSearchIndex(join(config.data, 'search.db'), documentsOf(file));
  const blobs = await openDiskBlobs({ folder: join(config.data, 'blobs'), maxBytes: limits.pictureBytes });
  const mail = await mailOf(config, logger);
  const bus = openLoneBus(randomUUID());
  const delivery = createDelivery({ config, clock, logger, metrics, tracer, log, store, index, bus });
  const ownApp = await ensureOwnApp(store, clock);
  const setupCode = new SetupCode(config.setup && !(await store.accounts.hasOwner(ownApp)));
  const parts = { config, clock, logger, metrics, tracer, log, store, blobs, mail, ownApp, setupCode };
  return {
    node: { ...parts, ...delivery },
    async [Symbol.asyncDispose]() {
      await delivery[Symbol.asyncDispose]();
      await log[Symbol.asyncDispose]();
      await index[Symbol.asyncDispose]();
      await database.close();
      mail.close();
      await tracer.close();
    },
  };
}

/** The store of a file, every part of it. */
export function storeOn(database: Database): Store {
  const driver = sqliteDriver(database);
  return {
    apps: new AppStore(driver),
    accounts: new AccountStore(driver),
    sessions: new SessionStore(driver),
    friends: new FriendStore(driver),
    chats: new ChatStore(driver),
    messages: new MessageStore(driver),
    tailers: new TailerStore(driver),
    leases: new LeaseStore(driver),
  };
}

/** Loaded only when it is used, as tracing is. */
async function mailOf(config: Config, logger: Logger): Promise<Mail> {
  if (config.smtpUrl === undefined) return createLogMail(logger);
  const { createSmtpMail } = await import('./mail/smtp-mail.ts');
  return createSmtpMail({ url: config.smtpUrl, from: config.mailFrom });
}

/** Loaded only when it is used: a server that traces nothing does not carry the library. */
async function tracerOf(config: Config, logger: Logger, metrics: Metrics): Promise<Tracer> {
  if (config.tracesUrl === undefined) return idleTracer;
  const { createOpenTelemetryTracer } = await import('./telemetry/opentelemetry-tracer.ts');
  const onExport = watchExports(logger, metrics);
  return createOpenTelemetryTracer({ url: config.tracesUrl, ratio: config.tracesRatio, version, onExport });
}

/** The app that people belong to where none is named: the first one there is. */
async function ensureOwnApp(store: Store, clock: Clock): Promise<number> {
  const [first] = await store.apps.page(0, 1);
  if (first !== undefined) return first.id;
  const secret = newAppToken();
  const app = await store.apps.create({
    token: newAppToken(),
    name: 'Parley',
    secretHash: createHash('sha256').update(secret).digest(),
    createdAt: clock.now(),
  });
  return app.id;
}
