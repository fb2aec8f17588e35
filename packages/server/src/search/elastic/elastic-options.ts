import type { Clock } from '../../telemetry/clock.ts';

export interface ElasticOptions {
  /** Address of the cluster or of what balances it, without credentials: `https://search.example:9200`. */
  readonly url: string;
  readonly credentials?: ElasticCredentials;
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
}

export type ElasticCredentials =
  | { readonly username: string; readonly password: string }
  | { readonly apiKey: string };
