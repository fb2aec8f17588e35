import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { AttackOrder, AttackReport } from './attack.worker.ts';

const script = fileURLToPath(new URL('./attack.worker.ts', import.meta.url));

/** As far behind everybody else as the system allows. */
const lastInLine = 19;

/**
 * An attack in a process of its own. An attacker elsewhere takes none of the server's processor: this one has what
 * the server and its users leave, so that what is measured is what its connections cost.
 */
export class AttackProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = once(child, 'exit');
  }

  /** Resolves when it is under way. */
  static async begin(order: AttackOrder): Promise<AttackProcess> {
    const child = fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    if (child.pid !== undefined) setPriority(child.pid, lastInLine);
    const attack = new AttackProcess(child);
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
