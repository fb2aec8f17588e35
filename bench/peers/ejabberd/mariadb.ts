import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../load/free-port.ts';
import { type Program, startProgram } from '../../load/program.ts';
import { debian } from './debian.ts';

/** A running MariaDB, and the port of loopback it listens on. */
export interface Mariadb extends Program {
  readonly port: number;
}

const run = promisify(execFile);
const { username } = userInfo();

function dataIn(folder: string): string {
  return join(folder, 'mariadb');
}

function socketIn(folder: string): string {
  return join(folder, 'mariadb.sock');
}

/** Makes an empty MariaDB in a folder; who runs this may do anything there, through its socket. */
export async function createMariadb(folder: string): Promise<void> {
  await run(debian.mariadbInstall, [
    ...['--no-defaults', `--datadir=${dataIn(folder)}`, `--user=${username}`, '--skip-test-db'],
    `--auth-root-socket-user=${username}`,
  ]);
}

/** Starts the MariaDB of a folder with MariaDB's own defaults: a commit is on disk before it is answered. */
export async function startMariadb(folder: string): Promise<Mariadb> {
  const port = await freePort();
  const program = await startProgram({
    command: debian.mariadbd,
    args: [
      ...['--no-defaults', `--user=${username}`, `--datadir=${dataIn(folder)}`],
      ...[
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        '--skip-name-resolve',
        `--socket=${socketIn(folder)}`,
      ],
      ...['--innodb-flush-log-at-trx-commit=1', `--pid-file=${join(folder, 'mariadb.pid')}`],
    ],
    ready: /ready for connections/,
  });
  return { ...program, port };
}

/** Runs statements; answers what they print, in columns without headings. */
export async function query(folder: string, statements: string): Promise<string> {
  const running = run(debian.mariadb, [
    ...['--no-defaults', `--user=${username}`, `--socket=${socketIn(folder)}`, '--skip-column-names'],
  ]);
  running.child.stdin?.end(statements);
  return (await running).stdout;
}
