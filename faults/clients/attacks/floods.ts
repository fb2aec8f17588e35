import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from '../attack.ts';
import { ended, frameHead, keepDoing, openRaw, openSocket, textFrame } from '../raw-connection.ts';

const [text, binary, continuation] = [1, 2, 0];
const chunk = Buffer.alloc(64 * 1024, 0x20);
const rsv1 = 0xc0;
const unfinished = 0x00;

/** Small frames as fast as the network takes them: typing, marks, messages, nonsense. */
export const frameFlood: Attack = {
  name: 'floods of small frames',
  connections: 10,
  memoryMb: 200,
  async begin({ url, tokens, chat, connections }, endings) {
    const frames = [
      JSON.stringify({ type: 'typing', chat }),
      JSON.stringify({ type: 'mark', chat, read: 1 }),
      JSON.stringify({ type: 'send', ref: 'r', chat, client_id: 'the same', content: 'flood' }),
      '{"type":"shout"}',
      'nonsense',
    ];
    const burst = Buffer.concat(Array.from({ length: 400 }, (_, at) => textFrame(frames[at % 5] ?? '')));
    await keepDoing(connections, async (lane) => {
      const socket = await openSocket({ url, token: tokens[lane % tokens.length] ?? '' }, endings);
      while (!socket.destroyed) if (!socket.write(burst)) await pause(5);
    });
  },
};

/** Frames of the greatest size that is read, full of what is no frame of ours. */
export const largeFrames: Attack = {
  name: 'frames as large as are read, as fast as possible',
  connections: 4,
  memoryMb: 200,
  async begin({ url, tokens, connections }, endings) {
    const frame = textFrame(JSON.stringify(Array.from({ length: 80_000 }, () => [])).slice(0, 262_000));
    await keepDoing(connections, async (lane) => {
      const socket = await openSocket({ url, token: tokens[lane % tokens.length] ?? '' }, endings);
      while (!socket.destroyed) if (!socket.write(frame)) await pause(5);
    });
  },
};

/** Frames that say they are of gigabytes, frames of megabytes, messages of parts without an end. */
export const giantFrames: Attack = {
  name: 'giant frames, and messages that never end',
  connections: 20,
  memoryMb: 200,
  async begin({ url, tokens, connections }, endings) {
    const openings = [
      frameHead(text, 4 * 1024 ** 3),
      frameHead(binary, 64 * 1024 ** 2),
      Buffer.concat([frameHead(text, chunk.length, unfinished), chunk]),
    ];
    const part = Buffer.concat([frameHead(continuation, chunk.length, unfinished), chunk]);
    await keepDoing(connections, async (lane) => {
      const socket = await openSocket({ url, token: tokens[lane % tokens.length] ?? '' }, endings);
      socket.write(openings[lane % openings.length] ?? '');
      for (let sent = 0; sent < 32 && !socket.destroyed; sent++) {
        if (!socket.write(lane % openings.length === 2 ? part : chunk)) await pause(5);
      }
      await Promise.race([ended(socket), pause(2000)]);
      socket.destroy();
    });
  },
};

/** A client that insists on compression: frames marked as compressed, and bodies that are. */
export const compressionBombs: Attack = {
  name: 'compression bombs',
  connections: 20,
  memoryMb: 200,
  async begin({ url, tokens, connections }, endings) {
    const { deflateRawSync, gzipSync } = await import('node:zlib');
    const zeros = Buffer.alloc(64 * 1024 ** 2);
    const frame = deflateRawSync(zeros);
    const body = gzipSync(zeros);
    const head = `POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    await keepDoing(connections, async (lane) => {
      const token = tokens[lane % tokens.length] ?? '';
      const isFrame = lane % 2 === 0;
      const socket = isFrame ? await openSocket({ url, token }, endings) : await openRaw(url, endings);
      socket.write(isFrame ? frameHead(text, frame.length, rsv1) : head);
      socket.write(isFrame ? frame : body);
      await Promise.race([ended(socket), pause(2000)]);
      socket.destroy();
    });
  },
};

/** Requests with thousands of headers, with one endless header, with an endless address. */
export const headerFloods: Attack = {
  name: 'header floods',
  connections: 20,
  memoryMb: 200,
  async begin({ url, connections }, endings) {
    const many = Array.from({ length: 5000 }, (_, index) => `x-${index}: ${index}\r\n`).join('');
    const heads = [
      `GET / HTTP/1.1\r\nhost: x\r\n${many}\r\n`,
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(1024 ** 2)}`,
      `GET /${'z'.repeat(1024 ** 2)}`,
    ];
    await keepDoing(connections, async (lane) => {
      const socket = await openRaw(url, endings);
      socket.write(heads[lane % heads.length] ?? '');
      await Promise.race([ended(socket), pause(2000)]);
      socket.destroy();
    });
  },
};
