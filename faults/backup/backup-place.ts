import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ServerProcess, startProcess } from '@parley/testkit/server-process.ts';

const run = promisify(execFile);
const main = fileURLToPath(import.meta.resolve('@parley/server/main.ts'));

/** A data folder with a server that is stopped and started on one address, and the commands an operator runs on it. */
export class BackupPlace implements AsyncDisposable {
  readonly #folder: string;
  #server: ServerProcess | undefined;
  #port = '0';
  #url = '';
  #backups = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<BackupPlace> {
    return new BackupPlace(await mkdtemp(join(tmpdir(), 'parley-backup-')));
  }

  get url(): string {
    return this.#url;
  }

  get data(): string {
    return join(this.#folder, 'data');
  }

  /** Starts the server, again on the port it had before. */
  async start(): Promise<void> {
    this.#server = await startProcess(this.data, { PARLEY_PORT: this.#port, PARLEY_SETUP: 'off' });
    this.#url = this.#server.url;
    this.#port = new URL(this.#url).port;
  }

  async end(how: 'stop' | 'kill'): Promise<void> {
    await this.#server?.[how]();
    this.#server = undefined;
  }

  /** `parley backup`; the file. */
  async backup(): Promise<string> {
    const file = join(this.#folder, `${++this.#backups}.tar.zst`);
    await this.#parley('backup', file);
    return file;
  }

  /** `parley restore --replace`; where the old data is now. */
  async restore(file: string): Promise<string> {
    const { aside } = JSON.parse(await this.#parley('restore', file, '--replace', '--json')) as {
      aside: string;
    };
    await rm(file);
    return aside;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('kill');
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #parley(...args: readonly string[]): Promise<string> {
    const env = { ...process.env, PARLEY_DATA: this.data };
    return (await run(process.execPath, [main, ...args], { env })).stdout;
  }
}
