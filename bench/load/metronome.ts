import { Worker } from 'node:worker_threads';

export interface Metronome {
  stop(): Promise<void>;
}

/** Calls `tick` every `everyMs`, which may be a fraction: timers of the event loop know whole milliseconds only. */
export function startMetronome(everyMs: number, tick: () => void): Metronome {
  const flag = new SharedArrayBuffer(4);
  const worker = new Worker(new URL('./metronome.worker.ts', import.meta.url), {
    workerData: { everyMs, flag },
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('message', tick);
  return {
    stop() {
      const stopped = new Int32Array(flag);
      Atomics.store(stopped, 0, 1);
      Atomics.notify(stopped, 0);
      return exited;
    },
  };
}
