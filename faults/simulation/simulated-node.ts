import type { Blobs } from '@parley/server/blobs/blobs.ts';
import { openLoneBus } from '@parley/server/bus/memory/memory-bus.ts';
import type { Config } from '@parley/server/config/config.ts';
import { parseConfig } from '@parley/server/config/parse-config.ts';
import { createDelivery } from '@parley/server/delivery/delivery.ts';
import { followAlone } from '@parley/server/delivery/followers/own-followers.ts';
import type { Handlers } from '@parley/server/features/handler.ts';
import { handlersOf } from '@parley/server/features/handlers.ts';
import type { Node } from '@parley/server/features/node.ts';
import { SetupCode } from '@parley/server/features/setup/setup-code.ts';
import type { Log } from '@parley/server/log/log.ts';
import { SqliteLog } from '@parley/server/log/sqlite/sqlite-log.ts';
import type { FillingIndex } from '@parley/server/search/search-index.ts';
import { Database } from '@parley/server/sqlite/database.ts';
import type { OpenWriter } from '@parley/server/sqlite/writer.ts';
import { migrations } from '@parley/server/store/migrations/migrations.ts';
import { storeOver } from '@parley/server/store/open-store.ts';
import { derive } from '@parley/server/store/projection.ts';
import { sqliteDriver } from '@parley/server/store/sqlite/sqlite-driver.ts';
import { idleTracer } from '@parley/server/telemetry/tracer.ts';
import type { Seams } from './seams.ts';
import { silentLogger, silentMetrics } from './silence.ts';
import type { Timeline } from './timeline.ts';
import { VirtualClock } from './virtual-clock.ts';

/** One life of a node, from its start to its crash. */
export interface SimulatedNode {
  readonly node: Node;
  readonly handlers: Handlers;
  /** Its memory is gone; what it still does reaches nobody. */
  crash(): void;
  /** Closes what a crash left open in this process. */
  bury(): Promise<void>;
}

export interface NodeParts {
  readonly timeline: Timeline;
  readonly path: string;
  readonly openWriter: OpenWriter;
  readonly seams: Seams;
}

/** Keys are sealed after so few that a run of the simulation sees it happen. */
const retries = { sealAfter: 20, mergeAfter: 3 };
const ownApp = 1;

/** Puts a node together as compose.ts does, on one thread and without what the simulation leaves out: search, mail, files. */
export function openNode({ timeline, path, openWriter, seams }: NodeParts): SimulatedNode {
  const clock = new VirtualClock(timeline, 'node');
  const database = Database.open(path, migrations, undefined, openWriter);
  const own = unwatched(new SqliteLog(database, { derive, retries }));
  const log = seams.log?.(own, () => node) ?? own;
  const store = storeOver(sqliteDriver(database));
  const shared = {
    config,
    clock,
    logger: silentLogger,
    metrics: silentMetrics,
    tracer: idleTracer,
    log,
    store,
  };
  const index = emptyIndex(log);
  const followers = followAlone({ ...shared, index });
  const delivery = createDelivery({
    ...shared,
    index,
    followers,
    bus: openLoneBus('node'),
    random: timeline.random,
  });
  const rest = { blobs: noBlobs, mail: noMail, ownApp, setupCode: new SetupCode(false) };
  const node: Node = { ...shared, ...delivery, ...rest };
  seams.node?.(node);
  return { node, handlers: handlersOf(node), crash: () => clock.stop(), bury: () => database.close() };
}

const config = usualConfig();

function usualConfig(): Config {
  const environment = { PARLEY_RATE_LIMITS: 'off', PARLEY_SETUP: 'off' };
  const parsed = parseConfig({ environment, readFile: () => '', isTerminal: false });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

/** There is no other process, and real time must not pass: nobody looks for what another process appended. */
function unwatched(log: SqliteLog): SqliteLog {
  log.onForeign = () => () => undefined;
  return log;
}

/** An index without documents that follows the log all the same. */
function emptyIndex(log: Log): FillingIndex {
  const tail = log.openTail(0);
  let checkpoint = 0;
  return {
    apply: async () => undefined,
    checkpoint: async () => checkpoint,
    fill: async () => {
      checkpoint = tail.lastSeq();
      return checkpoint;
    },
    matches: async () => ({ seqs: [], exhausted: true }),
    count: async () => 0,
    clear: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const noBlobs: Blobs = {
  put: async () => ({ stored: true }),
  get: async () => undefined,
  delete: async () => undefined,
};

const noMail = { send: async () => ({ sent: true }) as const, close: () => undefined };
