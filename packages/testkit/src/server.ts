import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '@parley/server/compose.ts';
import { parseConfig } from '@parley/server/config/parse-config.ts';
import type { Node } from '@parley/server/features/node.ts';
import { type Clock, systemClock } from '@parley/server/telemetry/clock.ts';
import type { Logger } from '@parley/server/telemetry/logger.ts';
import { listen } from '@parley/server/transport/server.ts';
import { clusterSettings, sharedEngines } from './cluster-place.ts';
import { seeded } from './seeded.ts';
import { type SpreadProxy, startSpreadProxy } from './spread-proxy.ts';

export interface StartOptions {
  /** Variables as the environment would have them, beside a free port and no rate limits. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether it begins with its setup, as a server without an owner does; else people register at once. */
  readonly setup?: boolean;
  /** A data folder to go on with; absent: a new one, removed at the end. */
  readonly data?: string;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Another build of the web app than the one beside it. */
  readonly web?: string;
  /** One node on its own database, also where the tests were given engines: for who looks into its file or its only tail. */
  readonly alone?: boolean;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly data: string;
  readonly node: Node;
  /** How many connections somebody of the server's own app has, on all nodes. */
  connectionsOf(username: string): number;
  close(): Promise<void>;
}

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error(message, fields) {
    // A server under test that reports an error must be heard.
    process.stderr.write(`${message} ${fields?.error instanceof Error ? fields.error.stack : ''}\n`);
  },
  child: () => silent,
};

const nodesOfCluster = 3;

/**
 * Starts a real server of this process on a free port of the loopback address. Where the tests were given engines, it
 * is three nodes of a cluster: each connection to `url` goes to one of them, `node` is the first.
 */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'parley-test-')));
  await using started = new AsyncDisposableStack();
  if (options.data === undefined) started.defer(() => rm(data, { recursive: true, force: true }));
  const engines = options.alone === true ? undefined : sharedEngines;
  const shared = engines === undefined ? {} : await clusterSettings(engines, data);
  const nodes: StartedNode[] = [];
  for (let each = 0; each < (engines === undefined ? 1 : nodesOfCluster); each++) {
    nodes.push(started.use(await startNode(options, { ...shared, PARLEY_DATA: data })));
  }
  const [first] = nodes;
  if (first === undefined) throw new Error('no node was started');
  const { url } = nodes.length === 1 ? first : started.use(await spread(nodes));
  const everything = started.move();
  const close = () => everything.disposeAsync();
  const connectionsOf = (username: string) =>
    nodes.flatMap(({ node }) => [...node.connections.all()]).filter((each) => each.username === username)
      .length;
  return { url, data, node: first.node, connectionsOf, close, [Symbol.asyncDispose]: close };
}

interface StartedNode extends AsyncDisposable {
  readonly url: string;
  readonly node: Node;
}

async function startNode(
  options: StartOptions,
  engines: Readonly<Record<string, string>>,
): Promise<StartedNode> {
  const environment = {
    PARLEY_PORT: '0',
    PARLEY_RATE_LIMITS: 'off',
    PARLEY_SETUP: options.setup === true ? 'on' : 'off',
    ...options.environment,
    ...engines,
  };
  const parsed = parseConfig({ environment, readFile: () => '', isTerminal: false });
  if (!parsed.ok) throw new Error(`the test's configuration is wrong: ${JSON.stringify(parsed.problems)}`);
  const composed = await compose({
    config: parsed.config,
    logger: options.logger ?? silent,
    clock: options.clock ?? systemClock,
  });
  const server = await listen(composed.node, options.web);
  return {
    url: server.url,
    node: composed.node,
    async [Symbol.asyncDispose]() {
      await server.close();
      await composed[Symbol.asyncDispose]();
    },
  };
}

/** Says how to see the same spread again. */
function spread(nodes: readonly StartedNode[]): Promise<SpreadProxy> {
  const chance = seeded({
    diagnostic: (text) => process.stderr.write(`connections are spread by ${text}\n`),
  });
  return startSpreadProxy(
    nodes.map(({ url }) => url),
    (servers) => chance.below(servers),
  );
}
