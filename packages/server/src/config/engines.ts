import type { Engines, OptionValues } from './config.ts';
import type { Origins } from './gather.ts';
import { options } from './options.ts';
import type { Problem } from './problem.ts';

const needed = ['natsUrl', 'mysqlUrl', 'elasticsearchUrl'] as const;

/** What says something about a cluster and makes none. */
const ofClusters = [
  ...(['cluster', 'partitions', 'logReplicas', 'logKeepHours'] as const),
  ...(['elasticsearchShards', 'elasticsearchShardsPerApp', 'elasticsearchReplicas'] as const),
];

/** The engines the settings ask for, or what a half-configured cluster lacks (CFG6). */
export function readEngines(values: OptionValues): Engines | Problem {
  const { natsUrl, mysqlUrl, elasticsearchUrl, s3Url } = values;
  if (mysqlUrl !== undefined && new URL(mysqlUrl).pathname.length <= 1) return noDatabase;
  if (natsUrl !== undefined && mysqlUrl !== undefined && elasticsearchUrl !== undefined) {
    const engines = { profile: 'cluster', natsUrl, mysqlUrl, elasticsearchUrl } as const;
    return s3Url === undefined ? engines : { ...engines, s3Url };
  }
  const given = ([...needed, 's3Url'] as const).filter((key) => values[key] !== undefined);
  if (given.length === 0) return { profile: 'embedded' };
  const missing = needed.filter((key) => values[key] === undefined).map((key) => options[key].env);
  return {
    subject: given.map((key) => options[key].env).join(', '),
    problem: `${given.length === 1 ? 'asks' : 'ask'} for a cluster that lacks ${missing.join(' and ')}`,
    remedy: `set ${missing.join(' and ')} too (${examples}), or unset all of them to run on the data folder alone`,
  };
}

const noDatabase: Problem = {
  subject: options.mysqlUrl.env,
  problem: 'names no database',
  remedy: 'write mysql://user:password@host:3306/name',
};

const examples =
  'NATS as nats://host:4222, the database as mysql://user:password@host/name, the search index as http://host:9200';

/** Pictures have no engine but the disk so far: who names another must not believe that they are there. */
export function unusedStorage({ s3Url }: OptionValues): Problem[] {
  if (s3Url === undefined) return [];
  const remedy = `unset it, and let ${options.data.env} be a folder that all nodes share`;
  return [
    { subject: options.s3Url.env, problem: 'is not used by this release: pictures lie on disk', remedy },
  ];
}

/** Settings of a cluster on a server that is none: it keeps everything in its data folder, which may not be what was meant. */
export function settingsWithoutCluster(engines: Engines, origins: Origins): Problem[] {
  if (engines.profile === 'cluster') return [];
  const set = ofClusters.filter((key) => origins[key] !== 'default').map((key) => options[key].env);
  if (set.length === 0) return [];
  return [
    {
      subject: set.join(', '),
      problem: `${set.length === 1 ? 'means' : 'mean'} nothing without a cluster: this server keeps everything in its data folder`,
      remedy: `set ${needed.map((key) => options[key].env).join(', ')}, or unset ${set.length === 1 ? 'it' : 'them'}`,
    },
  ];
}
