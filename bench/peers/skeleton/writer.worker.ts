import { parentPort, workerData } from 'node:worker_threads';
import { openAppendTable } from '../append-table.ts';

/** Values of a row as they come from the main thread, laid flat. */
const rowWidth = 5;

const { connection, insert } = openAppendTable((workerData as { file: string }).file);

parentPort?.on('message', (values: (number | string)[]) => {
  connection.exec('begin');
  for (let at = 0; at < values.length; at += rowWidth) {
    const [chat = 0, position = 0, clientId = '', content = '', time = 0] = values.slice(at, at + rowWidth);
    insert.run(chat, position, 1, clientId, content, time);
  }
  connection.exec('commit');
  parentPort?.postMessage(0);
});
