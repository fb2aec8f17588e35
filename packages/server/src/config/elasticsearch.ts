import type { Config, OptionValues } from './config.ts';
import { options } from './options.ts';
import type { Problem } from './problem.ts';

/** How the search index of a cluster is reached, and laid out where one is made. */
export interface ElasticsearchSettings {
  /** Each with its credentials; at least one. */
  readonly urls: readonly string[];
  readonly shards: number;
  readonly shardsPerApp: number;
  readonly replicas: number;
}

/** Of a cluster that is configured soundly. */
export function elasticsearchSettings(
  elasticsearchUrl: string,
  config: Pick<Config, 'elasticsearchShards' | 'elasticsearchShardsPerApp' | 'elasticsearchReplicas'>,
): ElasticsearchSettings {
  return {
    urls: elasticsearchUrl.split(','),
    shards: config.elasticsearchShards,
    shardsPerApp: config.elasticsearchShardsPerApp,
    replicas: config.elasticsearchReplicas,
  };
}

/** What the engine would refuse, or could not be asked, though each value is sound (CFG10). Addresses are never repeated: they may have passwords in them. */
export function elasticsearchProblems(values: OptionValues): Problem[] {
  const { elasticsearchUrl, elasticsearchShards: shards, elasticsearchShardsPerApp: perApp } = values;
  const problems = elasticsearchUrl === undefined ? [] : addressProblems(elasticsearchUrl.split(','));
  if (perApp > 1 && perApp >= shards)
    problems.push({
      subject: options.elasticsearchShardsPerApp.env,
      problem: `is ${perApp}, which is not fewer than the ${shards} shards there are`,
      remedy: `give fewer, or 1 to keep each app on one shard, or raise ${options.elasticsearchShards.env}`,
    });
  return problems;
}

type Wrong = Omit<Problem, 'subject'>;

function addressProblems(urls: readonly string[]): Problem[] {
  const subject = options.elasticsearchUrl.env;
  const wrong = urls.map(wrongWith).find((each) => each !== undefined) ?? wrongTogether(urls);
  return wrong === undefined ? [] : [{ subject, ...wrong }];
}

function wrongWith(text: string): Wrong | undefined {
  const { search, hash, username, password } = new URL(text);
  if (search !== '' || hash !== '')
    return {
      problem: 'has ? or # in it',
      remedy: 'give addresses alone; in a password ? is %3F and # is %23',
    };
  if ((username === '') !== (password === ''))
    return {
      problem: 'has a user or a password alone',
      remedy: 'give both, as https://user:password@host:9200',
    };
  if (/%(?![0-9a-f]{2})/i.test(username + password))
    return { problem: 'has a % in its credentials that encodes nothing', remedy: 'write it as %25' };
  return undefined;
}

function wrongTogether(urls: readonly string[]): Wrong | undefined {
  const signedIn = urls.filter((url) => new URL(url).username !== '').length;
  if (signedIn === 0 || signedIn === urls.length) return undefined;
  return {
    problem: `has credentials in ${signedIn} of ${urls.length} addresses`,
    remedy: 'give them in each, as https://user:password@host:9200',
  };
}
