import type { OptionValues } from './config/config.ts';
import { ConfigFault } from './config/config-fault.ts';
import { options } from './config/options.ts';
import { UnfitLog } from './log/jetstream/unfit-log.ts';

type EngineUrl = 'natsUrl' | 'mysqlUrl' | 'elasticsearchUrl';

const names: Readonly<Record<EngineUrl, string>> = {
  natsUrl: 'NATS',
  mysqlUrl: 'the database',
  elasticsearchUrl: 'the search engine',
};

/** Codes of sockets and of NATS' and MySQL's errors that say nothing about a setting: nobody answers. */
const absent =
  /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|timeout|connection refused|does not answer/i;
const unknownHost = /ENOTFOUND|EAI_AGAIN/;
const remediesByCode: Readonly<Record<string, string>> = {
  ER_BAD_DB_ERROR: 'create the database, with all rights on it for that user, or correct the name',
  ER_ACCESS_DENIED_ERROR: 'correct the user or the password in it',
  ER_DBACCESS_DENIED_ERROR: 'grant that user all rights on the database, or correct its name',
};

/**
 * Opens an engine. One that cannot be opened ends the start with one line that names the option and what to do; whoever
 * supervises the server starts it again, so nothing is waited for in here (CFG11).
 */
export async function openOrExplain<Engine>(url: EngineUrl, open: () => Promise<Engine>): Promise<Engine> {
  try {
    return await open();
  } catch (error) {
    throw explain(url, error instanceof Error ? error : new Error(String(error)));
  }
}

function explain(url: EngineUrl, error: Error): Error {
  if (error instanceof UnfitLog) return misfit(error);
  const { message } = error;
  const code = 'code' in error ? String(error.code) : '';
  const remedy = remediesByCode[code] ?? remedyOf(url, `${code} ${message}`);
  if (remedy === undefined) return error;
  // Errors of several attempts have no message of their own.
  const problem = `does not lead to ${names[url]}: ${message === '' ? code : message}`;
  return new ConfigFault({ subject: options[url].env, problem, remedy }, error);
}

function remedyOf(url: EngineUrl, text: string): string | undefined {
  if (unknownHost.test(text)) return 'correct the host in it';
  if (absent.test(text))
    return `start ${names[url]}, or correct the host and port in it; then start Parley again`;
  if (/authorization|authentication|credentials/i.test(text)) return 'correct the credentials in it';
  return url === 'elasticsearchUrl' ? 'correct it' : undefined;
}

/** What the log's streams cannot be as they are asked for. */
function misfit(error: UnfitLog): ConfigFault {
  const option: Record<UnfitLog['reason'], keyof OptionValues> = {
    jetstream: 'natsUrl',
    partitions: 'partitions',
    replicas: 'logReplicas',
  };
  const { message: problem, remedy, reason } = error;
  return new ConfigFault({ subject: options[option[reason]].env, problem, remedy }, error);
}
