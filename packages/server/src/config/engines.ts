import type { Engines, OptionValues } from './config.ts';
import { options } from './options.ts';
import type { Problem } from './problem.ts';

const needed = ['natsUrl', 'mysqlUrl', 'elasticsearchUrl'] as const;

/** The engines the settings ask for, or what a half-configured cluster lacks (CFG6). */
export function readEngines(values: OptionValues): Engines | Problem {
  const { natsUrl, mysqlUrl, elasticsearchUrl, s3Url } = values;
  if (natsUrl !== undefined && mysqlUrl !== undefined && elasticsearchUrl !== undefined) {
    const engines = { profile: 'cluster', natsUrl, mysqlUrl, elasticsearchUrl } as const;
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
