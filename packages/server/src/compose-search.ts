import type { ElasticsearchSettings } from './config/config.ts';
import { type Reindexing, sourceOfLog } from './delivery/reindex.ts';
import type { Log } from './log/log.ts';
import { openReplacement } from './search/elastic/elastic-replacement.ts';
import { openElasticSearchIndex } from './search/elastic/elastic-search-index.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Clock } from './telemetry/clock.ts';

const requestTimeoutMs = 30_000;

/** The search index of a cluster. */
export function openClusterIndex(settings: ElasticsearchSettings, clock: Clock): Promise<SearchIndex> {
  return openElasticSearchIndex({ ...settings, timeoutMs: requestTimeoutMs, clock });
}

/** What it takes to fill another one from a cluster's log, which stays open. */
export async function openReindexing(
  settings: ElasticsearchSettings,
  clock: Clock,
  log: Log,
): Promise<Reindexing> {
  const options = { ...settings, timeoutMs: requestTimeoutMs, clock };
  const replacement = await openReplacement(options, log.tails);
  const source = sourceOfLog(log);
  return { source, replacement, [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]() };
}
