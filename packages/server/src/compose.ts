import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '@parley/protocol/limits.ts';
import { openDiskBlobs } from './blobs/disk-blobs.ts';
import { openEmbedded } from './compose-embedded.ts';
import type { Engines, Ground } from './compose-engines.ts';
import type { ClusterEngines, Config } from './config/config.ts';
import { createDelivery } from './delivery/delivery.ts';
import { newAppToken } from './features/apps/app-handlers.ts';
import { version } from './features/instance/get-instance.ts';
import type { Node } from './features/node.ts';
import { SetupCode } from './features/setup/setup-code.ts';
import { SharedSetupCode } from './features/setup/shared-setup-code.ts';
import { createLogMail } from './mail/log-mail.ts';
import type { Mail } from './mail/mail.ts';
import type { Store } from './store/store.ts';
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
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const metrics = createMetrics(config.data);
  const tracer = await tracerOf(config, logger, metrics);
  const ground: Ground = { config, logger, clock, metrics, tracer };
  const { profile } = config.engines;
  const engines =
    profile === 'cluster' ? await openCluster(ground, config.engines) : await openEmbedded(ground);
  const { log, store } = engines;
  const blobs = await openDiskBlobs({ folder: join(config.data, 'blobs'), maxBytes: limits.pictureBytes });
  const mail = await mailOf(config, logger);
  const delivery = createDelivery({ ...ground, ...engines });
  await delivery.listening;
  const ownApp = await ensureOwnApp(store, clock, engines.bus.node);
  const setupCode = new SetupCode(config.setup && !(await store.accounts.hasOwner(ownApp)));
  const { accounts, leases } = store;
  const shared =
    profile === 'cluster' &&
    (await SharedSetupCode.open({ code: setupCode, leases, accounts, ownApp, clock }));
  return {
    node: { ...ground, log, store, blobs, mail, ownApp, setupCode, ...delivery },
    async [Symbol.asyncDispose]() {
      if (shared) await shared[Symbol.asyncDispose]();
      await delivery[Symbol.asyncDispose]();
      await engines[Symbol.asyncDispose]();
      mail.close();
      await tracer.close();
    },
  };
}

/** Loaded only when it is used: a server that is alone does not carry what clusters need. */
async function openCluster(ground: Ground, engines: ClusterEngines): Promise<Engines> {
  const { openClusterEngines } = await import('./compose-cluster.ts');
  return openClusterEngines(ground, engines);
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

const foundingMs = 10_000;
const lookAgainMs = 100;

/** The app that people belong to where none is named: the first one there is. Of nodes that start at once one makes it. */
async function ensureOwnApp(store: Store, clock: Clock, node: string): Promise<number> {
  for (;;) {
    const [first] = await store.apps.page(0, 1);
    if (first !== undefined) return first.id;
    // Whoever had the lease before may have made it meanwhile.
    const isOurs = await store.leases.hold('own-app', node, foundingMs);
    const [made] = await store.apps.page(0, 1);
    if (made !== undefined) return made.id;
    if (isOurs) return (await makeOwnApp(store, clock)).id;
    await new Promise<void>((resolve) => clock.setTimeout(resolve, lookAgainMs));
  }
}

function makeOwnApp(store: Store, clock: Clock) {
  const secret = newAppToken();
  return store.apps.create({
    token: newAppToken(),
    name: 'Parley',
    secretHash: createHash('sha256').update(secret).digest(),
    createdAt: clock.now(),
  });
}
