import { setTimeout as pause } from 'node:timers/promises';
import { eachAtOnce } from '../../../bench/load/until.ts';
import type { Attack } from '../attack.ts';
import { openRaw, openSocket } from '../raw-connection.ts';

/** Connections of one address that each ask something and then stay. */
export const manyConnections: Attack = {
  name: 'many connections from one address, each with a request now and then',
  connections: 3000,
  memoryMb: 200,
  async begin({ url, connections }, endings) {
    await eachAtOnce(Array.from({ length: connections }), 100, async () => {
      const socket = await openRaw(url, endings);
      const ask = () => socket.writable && socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
      ask();
      setInterval(ask, 10_000 + Math.random() * 10_000);
    });
  },
};

/** One account that opens socket after socket. */
export const manySockets: Attack = {
  name: 'one account that opens WebSocket after WebSocket',
  connections: 1000,
  memoryMb: 150,
  async begin({ url, tokens, connections }, endings) {
    const token = tokens[0] ?? '';
    for (let opened = 0; opened < connections; opened += 50) {
      await eachAtOnce(Array.from({ length: Math.min(50, connections - opened) }), 50, async () => {
        await openSocket({ url, token }, endings);
      });
      await pause(20);
    }
  },
};
