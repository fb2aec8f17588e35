import { parentPort, workerData } from 'node:worker_threads';
import { openWritable } from './connection.ts';
import { GroupWriter } from './group-writer.ts';
import type { WriteGroup } from './task.ts';

if (parentPort === null) throw new Error('writer.worker.ts runs as a worker thread');
const port = parentPort;
const connection = openWritable((workerData as { path: string }).path);
const writer = new GroupWriter(connection);

port.on('message', (message: WriteGroup | 'close') => {
  if (message === 'close') {
    connection.close();
    port.close();
    return;
  }
  port.postMessage(writer.write(message));
});
