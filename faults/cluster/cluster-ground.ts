import { randomBytes } from 'node:crypto';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mariadb, startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { type Nats, type NatsSettings, startNats } from '@parley/testkit/engines/nats.ts';
import { searchDistributions } from '@parley/testkit/engines/search-distribution.ts';
import { type SearchNode, startSearchNode } from '@parley/testkit/engines/search-node.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { type SpreadProxy, startSpreadProxy } from '@parley/testkit/spread-proxy.ts';
import { freePort } from '../processes/free-port.ts';
import { ServerLives } from '../processes/server-lives.ts';
import { Complaints } from './complaints.ts';
import { NodesInUse } from './nodes-in-use.ts';
import { SplitNetwork } from './split-network.ts';

export interface GroundOptions {
  readonly chance: Seeded;
  /** Processes of the server. */
  readonly nodes: number;
  /** Servers of NATS, which keep as many replicas of each stream. */
  readonly natsServers: 1 | 3;
  readonly partitions?: number;
  /** Whether NATS stands in a network that can be split. */
  readonly splits?: boolean;
}

interface GroundParts {
  readonly network: SplitNetwork | undefined;
  readonly nats: Nats;
  readonly mariadb: Mariadb;
  readonly search: SearchNode;
  readonly nodes: readonly ServerLives[];
  readonly proxy: SpreadProxy;
  readonly inUse: NodesInUse;
  readonly complaints: Complaints;
  readonly cluster: string;
  readonly partitions: number;
  readonly database: string;
}

/** A whole cluster of its own, engines and nodes in processes that can be ended, behind one address. */
export class ClusterGround implements AsyncDisposable {
  /** Where the servers of NATS are, when it can be split. */
  readonly network: SplitNetwork | undefined;
  readonly nats: Nats;
  readonly mariadb: Mariadb;
  readonly search: SearchNode;
  readonly nodes: readonly ServerLives[];
  /** Who is given new connections. */
  readonly inUse: NodesInUse;
  /** What the nodes complained of, newest last. */
  readonly complaints: Complaints;
  /** Its name: of streams, subjects and indexes. */
  readonly cluster: string;
  readonly partitions: number;
  /** Where its tables are. */
  readonly database: string;
  /** Leads to one of the nodes, another one each time. */
  readonly url: string;
  readonly #everything: AsyncDisposableStack;

  private constructor(parts: GroundParts, everything: AsyncDisposableStack) {
    this.network = parts.network;
    this.nats = parts.nats;
    this.mariadb = parts.mariadb;
    this.search = parts.search;
    this.nodes = parts.nodes;
    this.inUse = parts.inUse;
    this.complaints = parts.complaints;
    this.cluster = parts.cluster;
    this.partitions = parts.partitions;
    this.database = parts.database;
    this.url = parts.proxy.url;
    this.#everything = everything;
  }

  /** Resolves when every node serves. */
  static async start(options: GroundOptions): Promise<ClusterGround> {
    const { chance, natsServers, partitions = 3 } = options;
    await using started = new AsyncDisposableStack();
    const network = options.splits ? started.use(new SplitNetwork(natsServers)) : undefined;
    const engines = await startEngines({
      servers: natsServers,
      ...(network && { places: network.places }),
    });
    started.use(engines.all);
    const mysql = await engines.mariadb.createDatabase();
    const cluster = `faults-${randomBytes(4).toString('hex')}`;
    const complaints = new Complaints();
    const nodes = await startNodes(options, started, complaints, {
      ...{ PARLEY_NATS_URL: engines.nats.url, PARLEY_MYSQL_URL: mysql },
      ...{ PARLEY_ELASTICSEARCH_URL: engines.search.url, PARLEY_CLUSTER_NAME: cluster },
      ...{ PARLEY_PARTITIONS: String(partitions), PARLEY_LOG_REPLICAS: String(natsServers) },
      PARLEY_SETUP: 'off',
    });
    const inUse = new NodesInUse(nodes, chance);
    const urls = nodes.map(({ url }) => url);
    const proxy = started.use(await startSpreadProxy(urls, () => inUse.pick()));
    const database = new URL(mysql).pathname.slice(1);
    const { nats, mariadb, search } = engines;
    const parts = { network, nats, mariadb, search, nodes, proxy, inUse, complaints };
    return new ClusterGround({ ...parts, cluster, partitions, database }, started.move());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#everything.disposeAsync();
  }
}

interface Engines {
  readonly nats: Nats;
  readonly mariadb: Mariadb;
  readonly search: SearchNode;
  readonly all: AsyncDisposableStack;
}

async function startEngines(settings: NatsSettings): Promise<Engines> {
  const [, opensearch] = searchDistributions;
  await using started = new AsyncDisposableStack();
  const all = await Promise.allSettled([startNats(settings), startMariadb(), startSearchNode(opensearch)]);
  for (const each of all) if (each.status === 'fulfilled') started.use(each.value);
  const [nats, mariadb, search] = [settledValue(all[0]), settledValue(all[1]), settledValue(all[2])];
  return { nats, mariadb, search, all: started.move() };
}

/** Processes on one folder, all of them serving. */
async function startNodes(
  { chance, nodes: count }: GroundOptions,
  started: AsyncDisposableStack,
  complaints: Complaints,
  settings: Readonly<Record<string, string>>,
): Promise<ServerLives[]> {
  const folder = started.use(await mkdtempDisposable(join(tmpdir(), 'parley-cluster-')));
  const nodes: ServerLives[] = [];
  for (let index = 0; index < count; index++) {
    const port = await freePort(chance);
    nodes.push(started.use(new ServerLives(folder.path, port, settings, complaints.of(`node ${index}`))));
  }
  await Promise.all(nodes.map((node) => node.start()));
  return nodes;
}

function settledValue<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}
