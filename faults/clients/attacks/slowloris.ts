import type { Socket } from 'node:net';
import { eachAtOnce } from '../../../bench/load/until.ts';
import type { Attack } from '../attack.ts';
import { openRaw } from '../raw-connection.ts';

const everyMs = 1000;

function dripping(begin: string, drip: string): Attack['begin'] {
  return async ({ url, connections }, endings) => {
    const sockets: Socket[] = [];
    await eachAtOnce(Array.from({ length: connections }), 100, async () => {
      const socket = await openRaw(url, endings);
      socket.write(begin);
      sockets.push(socket);
    });
    setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write(drip);
    }, everyMs);
  };
}

/** Heads that come letter by letter and never end. */
export const slowHeads: Attack = {
  name: 'slowloris: heads that never end',
  connections: 500,
  memoryMb: 100,
  endedAfterMs: 50_000,
  begin: dripping('GET / HTTP/1.1\r\nhost: x\r\nx-long: ', 'x'),
};

/** Bodies that come letter by letter and never end. */
export const slowBodies: Attack = {
  name: 'slowloris: bodies that never end',
  connections: 500,
  memoryMb: 100,
  endedAfterMs: 50_000,
  begin: dripping(
    'POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n{"username":"',
    'x',
  ),
};
