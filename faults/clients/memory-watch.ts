import { readFileSync } from 'node:fs';

const everyMs = 100;
const bytesPerMb = 1024 * 1024;

/** Looks at the memory a process has in RAM, and keeps the most. */
export class MemoryWatch implements Disposable {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  #most = 0;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.now(), everyMs);
  }

  /** In MB. */
  now(): number {
    const [, kilobytes = '0'] =
      /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${this.#pid}/status`, 'utf8')) ?? [];
    const mb = (Number(kilobytes) * 1024) / bytesPerMb;
    this.#most = Math.max(this.#most, mb);
    return mb;
  }

  get mostMb(): number {
    return this.#most;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
