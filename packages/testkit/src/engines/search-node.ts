import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fetchEngine } from './engine-cache.ts';
import { freePort } from './free-port.ts';
import { javaHome } from './java-home.ts';
import type { SearchDistribution } from './search-distribution.ts';
import {
  asRoot,
  makeNodeHome,
  type NodeHome,
  type NodePurpose,
  type NodeSettings,
  nobody,
} from './search-node-home.ts';

/** A private Elasticsearch or OpenSearch of one node, on loopback, with a folder of its own. */
export interface SearchNode extends AsyncDisposable {
  readonly url: string;
  /** Starts the node again on the same folder and address; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it at once, as power loss does. */
  kill(): Promise<void>;
}

interface Ports {
  readonly http: number;
  readonly transport: number;
}

const patienceMs = 120_000;

/** Starts a node, fetching its distribution first if need be; resolves when it answers. `more` are its settings beside those that tests want. */
export async function startSearchNode(
  distribution: SearchDistribution,
  more: NodeSettings = {},
  purpose: NodePurpose = 'tests',
): Promise<SearchNode> {
  const engine = await fetchEngine(distribution);
  const home = await makeNodeHome(distribution, more, purpose);
  const ports = { http: await freePort(), transport: await freePort() };
  const url = `http://127.0.0.1:${ports.http}`;
  let child: ChildProcess | undefined;
  const kill = async () => {
    if (child !== undefined) await killGroup(child);
    child = undefined;
  };
  const start = async () => {
    await kill();
    child = launch(join(engine, 'bin', distribution.product), home, ports);
    await answering(url, child);
  };
  const dispose = async () => {
    await kill();
    await rm(home.folder, { recursive: true, maxRetries: 5 });
  };
  await start().catch(async (error) => {
    await dispose();
    throw error;
  });
  return { url, start, kill, [Symbol.asyncDispose]: dispose };
}

/** Ends the engine and all it started when either the engine or whoever started this shell is gone. */
const supervised = '("$0" "$@" < /dev/null; kill -9 0) & cat > /dev/null; kill -9 0';

/** In a process group of its own: the program that is started starts the engine as its child. */
function launch(program: string, { folder, config }: NodeHome, { http, transport }: Ports): ChildProcess {
  const java = javaHome();
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ES_JAVA_HOME: java,
    OPENSEARCH_JAVA_HOME: java,
    ES_PATH_CONF: config,
    OPENSEARCH_PATH_CONF: config,
  };
  const ports = [`-Ehttp.port=${http}`, `-Etransport.port=${transport}`];
  return spawn('sh', ['-c', supervised, program, ...ports], {
    cwd: folder,
    env,
    detached: true,
    stdio: 'pipe',
    ...(asRoot && { uid: nobody, gid: nobody }),
  });
}

/** Waits until the node has elected itself; rejects when it ends before, with what it said last. */
async function answering(url: string, child: ChildProcess): Promise<void> {
  const said = listen(child);
  const deadline = performance.now() + patienceMs;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline)
      throw new Error(`the search engine did not start:\n${said.join('\n')}`);
    await setTimeout(100);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Reads both streams to their end, so that the process never waits for its reader, and keeps the newest lines. */
function listen(child: ChildProcess): string[] {
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      if (said.length > 40) said.shift();
    });
  }
  return said;
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
