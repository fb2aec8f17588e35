import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { type OrphanGuard, startOrphanGuard } from './orphan-guard.ts';

/** A private MariaDB on a port of loopback and a temporary folder; both are gone with it, or with the process. */
export interface Mariadb extends AsyncDisposable {
  /** Makes an empty database; resolves with the address by which it is opened. */
  createDatabase(): Promise<string>;
  /** Runs statements as the database's administrator; resolves with what they print. */
  administer(statements: string): Promise<string>;
  /** Ends the server at once, as power loss does to it; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and port. */
  start(): Promise<void>;
}

const run = promisify(execFile);
const { username } = userInfo();
/** Debian keeps servers where an ordinary user's PATH does not look. */
const environment = { ...process.env, PATH: [process.env.PATH, '/usr/sbin'].join(delimiter) };
/** What statements may print, in bytes. */
const mostPrinted = 256 * 1024 * 1024;
const password = randomBytes(16).toString('hex');

/** What a production server must have for a commit to survive power loss, here and on its replicas. */
const durable = [
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-doublewrite=ON',
  '--log-bin=binlog',
  '--binlog-format=ROW',
  '--sync-binlog=1',
];

/** Only of this machine: nobody else reaches it. */
const small = ['--innodb-buffer-pool-size=64M', '--innodb-log-file-size=16M', '--performance-schema=OFF'];

/** Starts a MariaDB of its own; `more` are options of the server, such as a limit to its files. */
export async function startMariadb(more: readonly string[] = []): Promise<Mariadb> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-mariadb-'));
  const port = await freePort();
  const server = new MariadbServer(folder, port, more);
  await install(folder, more);
  await server.start();
  return server;
}

/** The person who runs the tests administers it through its socket; Parley has a user with a password. */
async function install(folder: string, more: readonly string[]): Promise<void> {
  await run(
    'mariadb-install-db',
    [
      ...['--no-defaults', `--datadir=${join(folder, 'data')}`, `--user=${username}`, '--skip-test-db'],
      // Installations at the same time would take each other's temporary tables for their own.
      `--tmpdir=${folder}`,
      `--auth-root-socket-user=${username}`,
      ...more,
    ],
    { env: environment },
  );
  const user = `'parley'@'127.0.0.1'`;
  const statements = [
    `create user if not exists ${user} identified by '${password}';`,
    `grant all on *.* to ${user};`,
  ];
  await writeFile(join(folder, 'init.sql'), statements.join('\n'));
}

class MariadbServer implements Mariadb {
  readonly #folder: string;
  readonly #port: number;
  readonly #options: readonly string[];
  #child: ChildProcess | undefined;
  readonly #guard: OrphanGuard;
  #databases = 0;

  constructor(folder: string, port: number, more: readonly string[]) {
    this.#folder = folder;
    this.#port = port;
    this.#guard = startOrphanGuard(folder);
    const inside = (name: string) => join(folder, name);
    this.#options = [
      ...['--no-defaults', `--user=${username}`, `--datadir=${inside('data')}`],
      ...['--bind-address=127.0.0.1', `--port=${port}`, '--skip-name-resolve'],
      ...[`--socket=${inside('socket')}`, `--pid-file=${inside('pid')}`, `--init-file=${inside('init.sql')}`],
      ...durable,
      ...small,
      ...more,
    ];
  }

  async start(): Promise<void> {
    const child = spawn('mariadbd', this.#options, {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(child, 'spawn');
    this.#child = child;
    this.#guard.guard(child.pid);
    await untilReady(child);
  }

  async createDatabase(): Promise<string> {
    const name = `parley_${++this.#databases}`;
    await this.administer(`create database ${name}`);
    return `mysql://parley:${password}@127.0.0.1:${this.#port}/${name}`;
  }

  async administer(statements: string): Promise<string> {
    const socket = `--socket=${join(this.#folder, 'socket')}`;
    const options = ['--no-defaults', `--user=${username}`, socket, '--skip-column-names'];
    const { stdout } = await run('mariadb', [...options, `--execute=${statements}`], {
      env: environment,
      maxBuffer: mostPrinted,
    });
    return stdout;
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

/** Reads what the server says to the end, so that it never waits for its reader. */
function untilReady(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    if (child.stderr === null) return reject(new Error('mariadbd has no output'));
    const lines = createInterface({ input: child.stderr });
    lines.on('line', (line) => {
      if (said.length < 100) said.push(line);
      if (/ready for connections/.test(line)) resolve();
    });
    lines.on('close', () => reject(new Error(`mariadbd ended:\n${said.join('\n')}`)));
  });
}
