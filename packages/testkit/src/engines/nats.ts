import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { type OrphanGuard, startOrphanGuard } from './orphan-guard.ts';

/** Private NATS servers with JetStream, on loopback unless told otherwise, and in temporary folders; gone with it, or with the process. */
export interface Nats extends AsyncDisposable {
  /** Of all servers, split by commas. */
  readonly url: string;
  /** Of each server. */
  readonly urls: readonly string[];
  /** Ends a server at once; what it had written to files stays. Resolves when it is gone. */
  kill(index: number): Promise<void>;
  /** Starts it again on the same folder and port; resolves when JetStream answers. */
  start(index: number): Promise<void>;
  /** Of the program that runs them: `2.15.2`. */
  version(): Promise<string>;
  /** Name of the server that leads all others, asked of those that live; of one server its own. */
  metaLeader(): Promise<string>;
}

export interface NatsSettings {
  /** 1 by default; three are a cluster. */
  readonly servers?: 1 | 3;
  /** Further lines of every server's configuration. */
  readonly more?: string;
  /** Further lines of its `jetstream` block: `sync_interval: "1s"`. */
  readonly jetstream?: string;
  /** Where each server runs, when not on loopback. */
  readonly places?: readonly NatsPlace[];
}

/** A network of its own for a server. */
export interface NatsPlace {
  /** The address it listens on. */
  readonly host: string;
  /** The program, with its arguments, that starts another one there. */
  readonly within: readonly string[];
}

const patienceMs = 60_000;
const environment = { ...process.env, PATH: [process.env.PATH, '/usr/sbin'].join(delimiter) };

interface Ports extends NatsPlace {
  readonly client: number;
  readonly http: number;
  readonly cluster: number;
}

/** Starts NATS; resolves when JetStream answers, in a cluster when it has a leader. */
export async function startNats(settings: NatsSettings = {}): Promise<Nats> {
  const ports: Ports[] = [];
  for (let each = 0; each < (settings.servers ?? 1); each++) {
    const place = settings.places?.[each] ?? { host: '127.0.0.1', within: [] };
    ports.push({ ...place, client: await freePort(), http: await freePort(), cluster: await freePort() });
  }
  const servers = await Promise.all(ports.map((_, index) => NatsServer.make(index, ports, settings)));
  const urls = ports.map(({ host, client }) => `nats://${host}:${client}`);
  const dispose = async () => {
    await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
  };
  await Promise.all(servers.map((server) => server.start())).catch(async (error) => {
    await dispose();
    throw error;
  });
  return {
    url: urls.join(','),
    urls,
    kill: async (index) => servers[index]?.kill(),
    start: async (index) => servers[index]?.start(),
    version: () => servers[0]?.version() ?? Promise.reject(new Error('there is no server')),
    metaLeader: async () => {
      const answers = await Promise.all(servers.map((server) => server.leader()));
      return answers.find((leader) => leader !== undefined) ?? '';
    },
    [Symbol.asyncDispose]: dispose,
  };
}

class NatsServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #ports: Ports;
  readonly #name: string;
  readonly #guard: OrphanGuard;
  #child: ChildProcess | undefined;

  static async make(index: number, all: readonly Ports[], settings: NatsSettings): Promise<NatsServer> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-nats-'));
    await writeFile(join(folder, 'nats.conf'), configuration(folder, index, all, settings));
    return new NatsServer(folder, all[index] as Ports, nameOf(index));
  }

  constructor(folder: string, ports: Ports, name: string) {
    this.#folder = folder;
    this.#ports = ports;
    this.#name = name;
    this.#guard = startOrphanGuard(folder);
  }

  async start(): Promise<void> {
    const [program = '', ...args] = [
      ...this.#ports.within,
      ...['nats-server', '--config', join(this.#folder, 'nats.conf')],
    ];
    const child = spawn(program, args, {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(child, 'spawn');
    this.#child = child;
    this.#guard.guard(child.pid);
    const said = listen(child);
    const deadline = performance.now() + patienceMs;
    while ((await this.leader()) === undefined) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline)
        throw new Error(`nats-server did not start:\n${said.join('\n')}`);
      await setTimeout(20);
    }
  }

  /** Who leads, when JetStream works here. */
  async leader(): Promise<string | undefined> {
    try {
      const monitor = `http://${this.#ports.host}:${this.#ports.http}`;
      const health = await fetch(`${monitor}/healthz`);
      const state = (await (await fetch(`${monitor}/jsz`)).json()) as { meta_cluster?: { leader?: string } };
      if (!health.ok) return undefined;
      return state.meta_cluster === undefined ? this.#name : state.meta_cluster.leader || undefined;
    } catch {
      return undefined;
    }
  }

  async version(): Promise<string> {
    const said = await fetch(`http://${this.#ports.host}:${this.#ports.http}/varz`);
    return ((await said.json()) as { version: string }).version;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
    this.#guard.guard(undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await this.#guard[Symbol.asyncDispose]();
  }
}

function nameOf(index: number): string {
  return `nats-${index}`;
}

function configuration(
  folder: string,
  index: number,
  all: readonly Ports[],
  { more = '', jetstream = '' }: NatsSettings,
): string {
  const ports = all[index] as Ports;
  const routes = all.map(({ host, cluster }) => `"nats://${host}:${cluster}"`).join(', ');
  const cluster = `cluster { name: tests, listen: "${ports.host}:${ports.cluster}", routes: [${routes}] }`;
  return [
    `server_name: "${nameOf(index)}"`,
    `listen: "${ports.host}:${ports.client}"`,
    `http: "${ports.host}:${ports.http}"`,
    `jetstream { store_dir: "${join(folder, 'store')}", max_mem: 256M, max_file: 8G\n${jetstream}\n}`,
    ...(all.length > 1 ? [cluster] : []),
    more,
  ].join('\n');
}

/** Reads what the server says to the end, so that it never waits for its reader, and keeps the newest lines. */
function listen(child: ChildProcess): string[] {
  const said: string[] = [];
  if (child.stderr === null) return said;
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    if (said.length > 40) said.shift();
  });
  return said;
}
