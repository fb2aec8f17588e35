import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Metronome {
  stop(): Promise<void>;
}

/**
 * Calls `tick` every `everyMs`, which may be a fraction: timers of the event loop know whole milliseconds only.
 * Resolves when it beats.
 */
export async function startMetronome(everyMs: number, tick: () => void): Promise<Metronome> {
  const flag = new SharedArrayBuffer(4);
  const script = new URL('./metronome.worker.ts', import.meta.url);
  const worker = new Worker(script, { workerData: { everyMs, flag } });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  await once(worker, 'message');
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
