import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../load/free-port.ts';
import { type Program, startProgram } from '../../load/program.ts';
import { type Subject, subjectOf } from '../../load/subject.ts';
import { password } from '../../load/xmpp-sign-in.ts';
import { configuration, database } from './configuration.ts';
import { debian, ejabberdLibraries } from './debian.ts';
import { createMariadb, query, startMariadb } from './mariadb.ts';

/** ejabberd with its archive. */
export interface Ejabberd extends Subject {
  /** Messages in the archive, of all accounts: each message is there once for either side. */
  archived(): Promise<number>;
}

/** Makes a database with accounts of these names, for `startEjabberd` to begin on. */
export async function seedEjabberd(folder: string, usernames: readonly string[]): Promise<void> {
  await createMariadb(folder);
  await using mariadb = await startMariadb(folder);
  const accounts = usernames.map((username) => `('${username}', '${password}')`).join(', ');
  await query(
    folder,
    `create database ${database} character set utf8mb4; use ${database};
     ${readFileSync(debian.tables, 'utf8')}
     insert into users (username, password) values ${accounts};
     grant all on ${database}.* to ${database}@'127.0.0.1' identified by '${database}';`,
  );
  await mariadb.stop();
}

/** Starts an ejabberd and its MariaDB in a folder, on a copy of what was seeded. */
export async function startEjabberd(seeded: string, folder: string): Promise<Ejabberd> {
  cpSync(seeded, folder, { recursive: true });
  await using starting = new AsyncDisposableStack();
  const mariadb = starting.use(await startMariadb(folder));
  const port = await freePort();
  const erlang = starting.use(await startErlang(folder, { xmpp: port, mariadb: mariadb.port }));
  const running = starting.move();
  return {
    ...subjectOf(erlang, `http://127.0.0.1:${port}`),
    archived: async () => Number(await query(folder, `select count(*) from ${database}.archive`)),
    async stop() {
      await erlang.stop();
      await mariadb.stop();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** An Erlang that no other one knows: without a node name it opens no port and starts no daemon for names. */
function startErlang(folder: string, ports: Parameters<typeof configuration>[0]): Promise<Program> {
  const configFile = join(folder, 'ejabberd.yml');
  writeFileSync(configFile, configuration(ports));
  const logs = join(folder, 'log');
  mkdirSync(logs);
  return startProgram({
    command: debian.erl,
    args: ['-noinput', '+K', 'true', '-mnesia', 'dir', `"${join(folder, 'spool')}"`, '-s', 'ejabberd'],
    environment: {
      ERL_LIBS: ejabberdLibraries() ?? '',
      ERL_CRASH_DUMP: join(logs, 'crash.dump'),
      EJABBERD_CONFIG_PATH: configFile,
      EJABBERD_LOG_PATH: join(logs, 'ejabberd.log'),
    },
    ready: /Start accepting TCP connections/,
  });
}
