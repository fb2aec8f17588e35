import { launchProcess, type StartingProcess } from '@parley/testkit/server-process.ts';

/** A server that ends and is started again on the same data and the same port. */
export class ServerLives implements AsyncDisposable {
  readonly url: string;
  readonly #data: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #hear: (line: string) => void;
  #process: StartingProcess | undefined;

  /** `hear` gets every line it writes. */
  constructor(
    data: string,
    port: number,
    environment: Readonly<Record<string, string>> = {},
    hear: (line: string) => void = () => {},
  ) {
    this.#hear = hear;
    this.url = `http://127.0.0.1:${port}`;
    this.#data = data;
    this.#environment = { ...environment, PARLEY_PORT: String(port) };
  }

  get pid(): number {
    return this.#running.pid;
  }

  /** Starts the process; it may be ended before it serves. */
  launch(): void {
    this.#process = launchProcess(this.#data, this.#environment, this.#hear);
  }

  /** Resolves when the process serves. */
  async ready(): Promise<void> {
    await this.#running.ready;
  }

  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  kill(): Promise<void> {
    return this.#running.kill();
  }

  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null> {
    return this.#running.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.kill();
  }

  get #running(): StartingProcess {
    if (this.#process === undefined) throw new Error('the server was not started');
    return this.#process;
  }
}
