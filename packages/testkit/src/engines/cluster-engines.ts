import { startMariadb } from './mariadb.ts';
import { startNats } from './nats.ts';
import { searchDistributions } from './search-distribution.ts';
import { startSearchNode } from './search-node.ts';

/** Where the engines of a cluster are that many servers under test share, each with a name space of its own. */
export interface ClusterEngines {
  readonly nats: string;
  /** With the credentials of somebody who may create databases; without a database. */
  readonly mysql: string;
  readonly search: string;
}

export interface StartedEngines extends ClusterEngines, AsyncDisposable {}

/** Starts one server of each engine; gone with it, or with the process. */
export async function startClusterEngines(): Promise<StartedEngines> {
  const [, opensearch] = searchDistributions;
  await using started = new AsyncDisposableStack();
  const [nats, mariadb, search] = await Promise.all([
    startNats(),
    startMariadb(),
    startSearchNode(opensearch),
  ]);
  for (const each of [nats, mariadb, search]) started.use(each);
  const mysql = new URL(await mariadb.createDatabase());
  mysql.pathname = '';
  const engines = started.move();
  return {
    nats: nats.url,
    mysql: mysql.href,
    search: search.url,
    [Symbol.asyncDispose]: () => engines.disposeAsync(),
  };
}
