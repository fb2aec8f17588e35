import type { Clock } from '../../telemetry/clock.ts';

export interface ElasticOptions {
  /**
   * Addresses of the cluster's nodes, or of what balances them, at least one: `https://user:password@search.example:9200`.
   * Credentials are sent, never told.
   */
  readonly urls: readonly string[];
  /** What names of indexes, aliases and the template begin with: lower case. One index a name. */
  readonly name: string;
  /** Shards of an index made from now on; at least 1. */
  readonly shards: number;
  /** Over how many of the shards one app's messages spread: 1, or fewer than `shards`. */
  readonly shardsPerApp: number;
  /** Further copies of each shard. */
  readonly replicas: number;
  /** How long one request may take. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Called when the engine has answered a bulk request of documents. */
  readonly onBulk?: () => void;
}
