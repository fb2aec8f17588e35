import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { eachAtOnce } from '../../../bench/load/until.ts';
import type { Attack, Siege } from '../attack.ts';
import { openRaw, openSocket } from '../raw-connection.ts';
import { fillChat, talk } from './talker.ts';

/** Long enough for two pings that nobody answers, or for two heartbeats that do not get through. */
const waitMs = 85_000;

/** Members of a busy chat who take nothing off the wire. */
export const neverReads: Attack = {
  name: 'WebSockets that never read, in a busy chat',
  connections: 40,
  memoryMb: 160,
  endedAfterMs: waitMs + 10_000,
  begin: (target, endings) =>
    beginReaders(target, async (token) => {
      const socket = await openSocket({ url: target.url, token }, endings);
      socket.pause();
      return socket;
    }),
};

/** The same over event streams. */
export const neverReadsEvents: Attack = {
  name: 'event streams that never read, in a busy chat',
  connections: 40,
  memoryMb: 160,
  endedAfterMs: waitMs + 10_000,
  begin: (target, endings) =>
    beginReaders(target, async (token) => {
      const socket = await openRaw(target.url, endings);
      socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
      socket.pause();
      return socket;
    }),
};

/** Members of a busy chat who take one byte a second off the wire. */
export const byteReaders: Attack = {
  name: 'WebSockets that read one byte a second, in a busy chat',
  connections: 40,
  memoryMb: 160,
  endedAfterMs: waitMs + 20_000,
  begin: (target, endings) =>
    beginReaders(target, async (token) => {
      const buffer = Buffer.alloc(1);
      // In the end it takes all there is, and so hears that it was cut.
      const patience = AbortSignal.timeout(waitMs);
      const onread = { buffer, callback: () => patience.aborted };
      const socket = await openSocket({ url: target.url, token }, endings, { onread });
      const timer = setInterval(() => socket.resume(), 1000);
      socket.once('close', () => clearInterval(timer));
      return socket;
    }),
};

/** Requests for long answers that nobody takes off the wire. */
export const neverReadsAnswers: Attack = {
  name: 'HTTP requests whose answers are never read',
  connections: 100,
  memoryMb: 250,
  endedAfterMs: 140_000,
  async begin(target, endings) {
    const { url, tokens, chat, connections } = target;
    await fillChat(target);
    const sockets: Socket[] = [];
    await eachAtOnce(Array.from({ length: connections }), 10, async (_, index) => {
      const socket = await openRaw(url, endings);
      const head = `Authorization: Bearer ${tokens[index % tokens.length]}\r\nHost: x\r\n\r\n`;
      const ask = `GET /api/v1/chats/${chat}/entries?limit=500 HTTP/1.1\r\n${head}`;
      socket.pause();
      socket.write(ask.repeat(10));
      sockets.push(socket);
    });
    void lookAfter(sockets, 130_000);
  },
};

async function beginReaders(target: Siege, open: (token: string) => Promise<Socket>): Promise<void> {
  const { tokens, connections } = target;
  const sockets: Socket[] = [];
  await eachAtOnce(Array.from({ length: connections }), 10, async (_, index) => {
    sockets.push(await open(tokens[index % tokens.length] ?? ''));
  });
  await talk(target);
  void lookAfter(sockets);
}

/** Who does not read does not notice that the connection was cut: in the end they look. */
async function lookAfter(sockets: readonly Socket[], afterMs = waitMs): Promise<void> {
  await pause(afterMs);
  for (const socket of sockets) {
    socket.on('data', () => {});
    socket.resume();
    // Written to a connection that is cut, a byte comes back as an error.
    socket.write('x');
  }
}
