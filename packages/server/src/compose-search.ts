import type { ElasticsearchSettings } from './config/elasticsearch.ts';
import { type Reindexing, sourceOfLog } from './delivery/followers/reindex.ts';
import type { Log } from './log/log.ts';
import { openReplacement } from './search/elastic/elastic-replacement.ts';
import { openElasticSearchIndex } from './search/elastic/elastic-search-index.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Clock } from './telemetry/clock.ts';

const requestTimeoutMs = 10_000;
/** Nobody waits for a reindexing, whose requests are as large as may be. */
const reindexTimeoutMs = 30_000;

export interface ClusterIndexParts {
  /** What names of its indexes begin with: the cluster's. */
  readonly name: string;
  readonly settings: ElasticsearchSettings;
  readonly clock: Clock;
  /** A bulk request was answered. */
  readonly onBulk?: () => void;
}

/** The search index of a cluster. */
export function openClusterIndex({ settings, ...parts }: ClusterIndexParts): Promise<SearchIndex> {
  return openElasticSearchIndex({ ...settings, ...parts, timeoutMs: requestTimeoutMs });
}

/** What it takes to fill another one from a cluster's log, which stays open. */
export async function openReindexing(
  { settings, ...parts }: ClusterIndexParts,
  log: Log,
): Promise<Reindexing> {
  const options = { ...settings, ...parts, timeoutMs: reindexTimeoutMs };
  const replacement = await openReplacement(options, log.tails);
  const source = sourceOfLog(log);
  return { source, replacement, [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]() };
}
