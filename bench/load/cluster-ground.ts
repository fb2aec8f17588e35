import type { ClusterEngines } from '@parley/testkit/engines/cluster-engines.ts';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { type Nats, startNats } from '@parley/testkit/engines/nats.ts';
import { searchDistributions } from '@parley/testkit/engines/search-distribution.ts';
import { startSearchNode } from '@parley/testkit/engines/search-node.ts';
import { cpuSeconds, descendants } from './process-cpu.ts';

/** Engines of a cluster on this machine, one server each but for NATS, which may be three. */
export interface ClusterGround extends AsyncDisposable {
  /** NATS of so many servers, started when it is asked for first; the one of another number ends. */
  engines(natsServers: 1 | 3): Promise<ClusterEngines>;
  /** Statements that the database has answered since it began. */
  statements(): Promise<number>;
  /** Seconds of processor time that each engine has used since it began, its servers together. */
  cpu(): Readonly<Record<EngineName, number>>;
}

export type EngineName = 'NATS' | 'MariaDB' | 'OpenSearch';

const memory = ['--innodb-buffer-pool-size=512M', '--innodb-log-file-size=256M'];
/** A tenth of the heap is what the engine has by itself; the tests' is smaller, so that it refuses. */
const searchSettings = { 'indexing_pressure.memory.limit': '10%' };

export async function openClusterGround(): Promise<ClusterGround> {
  await using started = new AsyncDisposableStack();
  const [, opensearch] = searchDistributions;
  const [mariadb, search] = await Promise.all([
    startMariadb(memory),
    startSearchNode(opensearch, searchSettings, 'measuring'),
  ]);
  started.use(mariadb);
  started.use(search);
  const mysql = new URL(await mariadb.createDatabase());
  mysql.pathname = '';
  let nats: { readonly servers: number; readonly running: Nats } | undefined;
  started.defer(() => nats?.running[Symbol.asyncDispose]());
  const all = started.move();
  return {
    async engines(servers) {
      if (nats?.servers !== servers) {
        await nats?.running[Symbol.asyncDispose]();
        nats = { servers, running: await startNats({ servers }) };
      }
      return { nats: nats.running.url, mysql: mysql.href, search: search.url };
    },
    async statements() {
      const told = await mariadb.administer("show global status like 'Questions'");
      return Number(told.trim().split(/\s+/)[1]);
    },
    cpu: () => ({ NATS: cpuOf('nats-server'), MariaDB: cpuOf('mariadbd'), OpenSearch: cpuOf('java') }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

function cpuOf(program: string): number {
  return cpuSeconds(descendants(process.pid, program));
}
