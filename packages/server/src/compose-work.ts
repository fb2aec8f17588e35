import { openClusterArchive } from './compose-cluster.ts';
import { openReindexing } from './compose-search.ts';
import type { ClusterEngines, Config } from './config/config.ts';
import { elasticsearchSettings } from './config/elasticsearch.ts';
import { Rebuild, type RebuildProgress } from './delivery/followers/rebuild.ts';
import type { Reindexing } from './delivery/followers/reindex.ts';
import { AppStore } from './store/app-store.ts';
import { RebuildStore } from './store/rebuild-store.ts';
import { systemClock } from './telemetry/clock.ts';

/** What it takes to fill another search index of a cluster from its log. */
export async function openClusterReindexing(config: Config): Promise<Reindexing> {
  const engines = clusterOf(config);
  const cluster = await openClusterArchive(config, engines);
  const settings = elasticsearchSettings(engines.elasticsearchUrl, config);
  const parts = { name: config.cluster, settings, clock: systemClock };
  const reindexing = await openReindexing(parts, cluster.log).catch(async (error: unknown) => {
    await cluster[Symbol.asyncDispose]();
    throw error;
  });
  return {
    ...reindexing,
    async [Symbol.asyncDispose]() {
      await reindexing[Symbol.asyncDispose]();
      await cluster[Symbol.asyncDispose]();
    },
  };
}

/** Derives the store of a cluster again from its archive; answers whether it came to its end. */
export async function rebuildCluster(
  config: Config,
  onProgress: (progress: RebuildProgress) => void,
  stop: AbortSignal,
): Promise<boolean> {
  await using cluster = await openClusterArchive(config, clusterOf(config));
  const { log, driver, archive } = cluster;
  const store = { apps: new AppStore(driver), rebuild: new RebuildStore(driver) };
  return await new Rebuild({ store, archive, log, clock: systemClock, onProgress }).run(stop);
}

function clusterOf({ engines }: Config): ClusterEngines {
  if (engines.profile === 'cluster') return engines;
  throw new Error('this is for a cluster; the embedded engines need nothing of it');
}
