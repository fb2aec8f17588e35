import { randomUUID } from 'node:crypto';
import { type NatsBusWatch, openNatsBus } from './bus/nats/nats-bus.ts';
import type { Engines, Ground } from './compose-engines.ts';
import { openOrExplain } from './compose-faults.ts';
import { openClusterIndex } from './compose-search.ts';
import type { ClusterEngines, Config } from './config/config.ts';
import { elasticsearchSettings } from './config/elasticsearch.ts';
import { checkpointName, Progress } from './delivery/followers/progress.ts';
import { projectedReadModel, storeProjector } from './delivery/followers/projected-read-model.ts';
import { followTogether, indexFollower } from './delivery/followers/shared-followers.ts';
import {
  type JetstreamLog,
  type JetstreamLogOptions,
  openJetstreamLog,
} from './log/jetstream/jetstream-log.ts';
import { knownToLose, openNats, openNatsBeside } from './nats/connect-nats.ts';
import type { SearchIndex } from './search/search-index.ts';
import { EntryArchive, insertStatements } from './store/entry-archive.ts';
import { type MysqlDriver, openMysqlDriver } from './store/mysql/mysql-driver.ts';
import { storeOver } from './store/open-store.ts';
import { TailerStore } from './store/tailer-store.ts';
import { systemClock } from './telemetry/clock.ts';
import type { ClusterMetrics } from './telemetry/metrics.ts';
import { createMetrics } from './telemetry/prometheus-metrics.ts';

const hourMs = 3_600_000;

/** One of equal nodes: log and bus on NATS, the store on MySQL, the search index on Elasticsearch or OpenSearch. */
export async function openClusterEngines(ground: Ground, engines: ClusterEngines): Promise<Engines> {
  const { config, logger, metrics } = ground;
  // Engines are other processes: what waits for them waits in real time.
  const clock = systemClock;
  const node = randomUUID();
  await using opened = new AsyncDisposableStack();
  const connection = await openOrExplain('natsUrl', () => openNats(engines.natsUrl, `parley ${node}`));
  opened.defer(() => connection.close());
  const driver = opened.use(
    await openOrExplain('mysqlUrl', () => openMysqlDriver({ url: engines.mysqlUrl })),
  );
  const bus = opened.use(
    openNatsBus({ connection, cluster: config.cluster, node, watch: busWatch(metrics) }),
  );
  const archive = new EntryArchive(driver);
  const beside = () => openNatsBeside(engines.natsUrl, connection);
  const log = opened.use(
    await openOrExplain('natsUrl', () => openLog(ground, { connection, beside, node, archive })),
  );
  warnOfLoss(ground, connection.info?.version);
  const tailers = new TailerStore(driver);
  const index = opened.use(
    await openOrExplain('elasticsearchUrl', () => openIndex(ground, engines.elasticsearchUrl)),
  );
  const progress = opened.use(
    await Progress.open({
      ...{ bus, clock, names: [storeProjector, indexFollower] },
      checkpoint: (name, tail) =>
        name === indexFollower ? index.checkpoint(tail) : tailers.checkpoint(checkpointName(name, tail)),
    }),
  );
  const store = storeOver(driver, projectedReadModel({ log, progress, clock, logger }));
  const shared = { ...ground, clock, log, store, index, bus, progress };
  const followers = await followTogether({ ...shared, archive: { insertStatements } });
  const all = opened.move();
  return { log, store, index, bus, followers, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

function warnOfLoss({ config, logger }: Ground, version = ''): void {
  const loss = version === '' ? undefined : knownToLose(version, config.logReplicas);
  if (loss !== undefined) logger.warn(loss);
}

function busWatch(metrics: ClusterMetrics): NatsBusWatch {
  return { onTold: () => metrics.busTold(), onHeard: () => metrics.busHeard() };
}

function openIndex(
  { config, metrics }: Ground,
  urls: ClusterEngines['elasticsearchUrl'],
): Promise<SearchIndex> {
  const settings = elasticsearchSettings(urls, config);
  const onBulk = () => metrics.indexed(1);
  return openClusterIndex({ name: config.cluster, settings, clock: systemClock, onBulk });
}

type LogGround = Pick<JetstreamLogOptions, 'connection' | 'beside' | 'node' | 'archive'>;

function openLog(
  { config, metrics }: Pick<Ground, 'config' | 'metrics'>,
  ground: LogGround,
): Promise<JetstreamLog> {
  return openJetstreamLog({
    ...ground,
    ...{ cluster: config.cluster, partitions: config.partitions, replicas: config.logReplicas },
    limits: { keepMs: config.logKeepHours * hourMs },
    watch: {
      onPublish: (entries, seconds) => metrics.published(entries, seconds),
      onConflict: () => metrics.conflicted(),
      onWaiting: (entries) => metrics.waitingToPublish(entries),
    },
  });
}

/** The log and the archive of a cluster, for work on all of it that nodes need not wait for. */
export interface ClusterArchive extends AsyncDisposable {
  readonly log: JetstreamLog;
  readonly driver: MysqlDriver;
  readonly archive: EntryArchive;
}

export async function openClusterArchive(config: Config, engines: ClusterEngines): Promise<ClusterArchive> {
  const node = randomUUID();
  await using opened = new AsyncDisposableStack();
  const connection = await openNats(engines.natsUrl, `parley ${node}`);
  opened.defer(() => connection.close());
  const driver = opened.use(await openMysqlDriver({ url: engines.mysqlUrl }));
  const archive = new EntryArchive(driver);
  const metrics = createMetrics(config.data);
  const log = opened.use(await openLog({ config, metrics }, { connection, node, archive }));
  const all = opened.move();
  return { log, driver, archive, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
