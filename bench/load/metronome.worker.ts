import { parentPort, workerData } from 'node:worker_threads';

const { everyMs, flag } = workerData as { everyMs: number; flag: SharedArrayBuffer };
const stopped = new Int32Array(flag);

let next = performance.now() + everyMs;
for (;;) {
  const waitMs = next - performance.now();
  if (waitMs > 0 && Atomics.wait(stopped, 0, 0, waitMs) !== 'timed-out') break;
  if (Atomics.load(stopped, 0) !== 0) break;
  parentPort?.postMessage(0);
  next = Math.max(next + everyMs, performance.now());
}
