import { Worker } from 'node:worker_threads';

export interface Row<Origin> {
  readonly from: Origin;
  readonly ref: string;
  readonly chat: number;
  readonly position: number;
  readonly clientId: string;
  readonly content: string;
  readonly at: number;
}

/** Gathers rows while the thread commits; calls back with those whose commit is done. */
export class SkeletonWriter<Origin> {
  readonly #worker: Worker;
  readonly #committed: (rows: readonly Row<Origin>[]) => void;
  #waiting: Row<Origin>[] = [];
  #values: (number | string)[] = [];
  #committing: readonly Row<Origin>[] | undefined;
  #isPlanned = false;

  constructor(file: string, committed: (rows: readonly Row<Origin>[]) => void) {
    this.#committed = committed;
    this.#worker = new Worker(new URL('./writer.worker.ts', import.meta.url), { workerData: { file } });
    this.#worker.on('message', () => {
      const done = this.#committing ?? [];
      this.#committing = undefined;
      this.#flush();
      this.#committed(done);
    });
  }

  add(row: Row<Origin>): void {
    this.#waiting.push(row);
    this.#values.push(row.chat, row.position, row.clientId, row.content, row.at);
    if (this.#isPlanned || this.#committing !== undefined) return;
    this.#isPlanned = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isPlanned = false;
    if (this.#committing !== undefined || this.#waiting.length === 0) return;
    this.#worker.postMessage(this.#values);
    this.#committing = this.#waiting;
    this.#waiting = [];
    this.#values = [];
  }
}
