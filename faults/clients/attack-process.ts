import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AttackOrder, AttackReport } from './attack.worker.ts';

const script = fileURLToPath(new URL('./attack.worker.ts', import.meta.url));

/** An attack in a process of its own. */
export class AttackProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = once(child, 'exit');
  }

  /** Resolves when it is under way. */
  static async begin(order: AttackOrder): Promise<AttackProcess> {
    const attack = new AttackProcess(fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
    attack.#child.send(order);
    await attack.#told();
    return attack;
  }

  async report(): Promise<AttackReport> {
    const told = this.#told();
    this.#child.send('report');
    return (await told) as AttackReport;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  #told(): Promise<unknown> {
    const died = this.#exited.then(() => {
      throw new Error('an attack ended by itself');
    });
    return Promise.race([once(this.#child, 'message').then(([message]) => message), died]);
  }
}
