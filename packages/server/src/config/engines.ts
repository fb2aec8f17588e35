import type { ElasticsearchSettings, Engines, OptionValues } from './config.ts';
import { options } from './options.ts';
import type { Problem } from './problem.ts';

const needed = ['natsUrl', 'mysqlUrl', 'elasticsearchUrls'] as const;

/** The engines the settings ask for, or what a half-configured cluster lacks (CFG6). */
export function readEngines(values: OptionValues): Engines | Problem {
  const { natsUrl, mysqlUrl, elasticsearchUrls: urls, s3Url } = values;
  if (natsUrl !== undefined && mysqlUrl !== undefined && urls !== undefined) {
    const elasticsearch = elasticsearchOf(values, urls);
    if ('problem' in elasticsearch) return elasticsearch;
    const engines = { profile: 'cluster', natsUrl, mysqlUrl, elasticsearch } as const;
    return s3Url === undefined ? engines : { ...engines, s3Url };
  }
  const given = ([...needed, 's3Url'] as const).filter((key) => values[key] !== undefined);
  if (given.length === 0) return { profile: 'embedded' };
  const missing = needed.filter((key) => values[key] === undefined).map((key) => options[key].env);
  return {
    subject: given.map((key) => options[key].env).join(', '),
    problem: `ask for a cluster that lacks ${missing.join(' and ')}`,
    remedy: `set ${missing.join(' and ')} too, or none of them to run on the data folder alone`,
  };
}

function elasticsearchOf(values: OptionValues, urls: readonly string[]): ElasticsearchSettings | Problem {
  const { elasticsearchShards: shards, elasticsearchShardsPerApp: shardsPerApp } = values;
  const { elasticsearchIndex: name, elasticsearchReplicas: replicas } = values;
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) {
    return {
      subject: options.elasticsearchIndex.env,
      problem: `is ${JSON.stringify(name)}, which cannot begin the name of an index`,
      remedy: 'give a lower-case letter, then up to 63 of a to z, 0 to 9 and -',
    };
  }
  if (shardsPerApp > 1 && shardsPerApp >= shards) {
    return {
      subject: options.elasticsearchShardsPerApp.env,
      problem: `is ${shardsPerApp}, which is not fewer than the ${shards} shards there are`,
      remedy: `give fewer, or 1 to keep each app on one shard, or raise ${options.elasticsearchShards.env}`,
    };
  }
  return { urls, name, shards, shardsPerApp, replicas };
}
