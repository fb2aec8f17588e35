import type { ValueOf } from './option.ts';
import type { OptionKey, options } from './options.ts';

/** Which engines hold the data; half a cluster cannot be expressed (CFG6). */
export type Engines = { readonly profile: 'embedded' } | ClusterEngines;

export interface ClusterEngines {
  readonly profile: 'cluster';
  readonly natsUrl: string;
  readonly mysqlUrl: string;
  readonly elasticsearchUrl: string;
  /** Absent: blobs stay on disk. */
  readonly s3Url?: string;
}

/** Every option's value as its row in the table types it. */
export type OptionValues = { readonly [Key in OptionKey]: ValueOf<(typeof options)[Key]> };

type ClusterKey = 'natsUrl' | 'mysqlUrl' | 'elasticsearchUrl' | 's3Url';

/** A complete, checked configuration. Sizes in bytes, periods in the unit of their name. */
export interface Config extends Omit<OptionValues, ClusterKey | 'logFormat'> {
  readonly logFormat: 'pretty' | 'json';
  readonly engines: Engines;
  /** Whether anyone may create apps over HTTP without the operator's key (CFG7). */
  readonly appsOpen: boolean;
}
