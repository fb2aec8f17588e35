import type { Config, OptionValues } from './config.ts';
import { elasticsearchProblems } from './elasticsearch.ts';
import { readEngines, settingsWithoutCluster, unusedStorage } from './engines.ts';
import { type Found, gather, type Origin, type Origins } from './gather.ts';
import type { Option } from './option.ts';
import { type OptionKey, optionKeys, optionOf } from './options.ts';
import type { Problem } from './problem.ts';
import { appsAreOpen } from './reachability.ts';
import { readValue } from './read-value.ts';
import type { Sources } from './sources.ts';

export type ParsedConfig =
  | {
      readonly ok: true;
      readonly config: Config;
      readonly values: OptionValues;
      readonly origins: Origins;
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Reads and checks everything; reports all problems together (CFG3). Never throws. */
export function parseConfig(sources: Sources): ParsedConfig {
  const { found, problems, warnings } = gather(sources);
  const read = readAll(found);
  const values = read.values as unknown as OptionValues;
  const all = [...problems, ...read.problems];
  // Combinations mean something only once each value is sound.
  if (all.length === 0) all.push(...combinationProblems(values), ...elasticsearchProblems(values));
  const engines = readEngines(values);
  if ('problem' in engines) all.push(engines);
  if (all.length > 0 || 'problem' in engines) return { ok: false, problems: all, warnings };
  const { natsUrl, mysqlUrl, elasticsearchUrl, s3Url, ...plain } = values;
  const logFormat = values.logFormat ?? (sources.isTerminal ? 'pretty' : 'json');
  const config = { ...plain, logFormat, engines, appsOpen: appsAreOpen(values) };
  const origins = read.origins as Origins;
  const doubtful = [
    ...unnamedProxy(values),
    ...settingsWithoutCluster(engines, origins),
    ...unusedStorage(values),
  ];
  return { ok: true, config, values, origins, warnings: [...warnings, ...doubtful] };
}

function readAll(found: ReadonlyMap<OptionKey, Found>) {
  const values: Partial<Record<OptionKey, unknown>> = {};
  const origins: Partial<Record<OptionKey, Origin>> = {};
  const problems: Problem[] = [];
  for (const key of optionKeys) {
    const option = optionOf(key);
    const text = found.get(key);
    const reading = text === undefined ? { value: defaultOf(option) } : readValue(option, text.text);
    origins[key] = text?.origin ?? 'default';
    if ('value' in reading) values[key] = reading.value;
    else problems.push({ subject: text?.subject ?? option.env, ...reading });
  }
  return { values, origins, problems };
}

/** What an option is when nobody sets it. */
export function defaultOf(option: Option): unknown {
  if (option.type === 'networks') return [];
  return 'default' in option ? option.default : undefined;
}

/** TLS is ended by a proxy: unless it is named, everybody is counted by its address. */
function unnamedProxy({ publicUrl, trustedProxies }: OptionValues): Problem[] {
  if (!publicUrl?.startsWith('https:') || trustedProxies.length > 0) return [];
  return [
    {
      subject: 'PARLEY_PUBLIC_URL',
      problem: 'begins with https, so that a proxy ends TLS, but none is trusted to name who asks',
      remedy: 'set PARLEY_TRUSTED_PROXIES to its address, or the limits take all people for one',
    },
  ];
}

function combinationProblems(values: OptionValues): Problem[] {
  if (values.appCreation !== 'operator' || values.operatorKey !== undefined) return [];
  return [
    {
      subject: 'PARLEY_APP_CREATION',
      problem: 'is operator, but there is no operator key',
      remedy: 'set PARLEY_OPERATOR_KEY to at least 16 characters',
    },
  ];
}
