import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { maskedFrame, writeHeader } from '../../bench/load/masked-frame.ts';
import type { Endings } from './endings.ts';

const closeOpcode = 8;
const textOpcode = 1;
/** After which an attacker whose connection has ended is there again. */
const comesBackMs = 50;

/** Opens a connection without a word. What the server says first and last is how it ended. */
export async function openRaw(
  url: string,
  endings: Endings,
  options: Partial<TcpNetConnectOpts> = {},
): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), ...options });
  let said: Buffer = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (bytes: Buffer) => {
    said = Buffer.concat([said, bytes]).subarray(-64 * 1024);
  });
  socket.on('close', () => {
    endings.open -= 1;
    endings.add(endingOf(said));
  });
  await once(socket, 'connect');
  endings.open += 1;
  return socket;
}

/** Opens a WebSocket by hand: the bytes that follow are the attacker's own. */
export async function openSocket(
  target: { readonly url: string; readonly token: string },
  endings: Endings,
  options: Partial<TcpNetConnectOpts> = {},
): Promise<Socket> {
  const socket = await openRaw(target.url, endings, options);
  socket.write(handshake(target));
  return socket;
}

export function handshake({ url, token }: { readonly url: string; readonly token: string }): string {
  const key = randomBytes(16).toString('base64');
  return [
    'GET /api/v1/realtime HTTP/1.1',
    `Host: ${new URL(url).host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
    `Sec-WebSocket-Protocol: parley.v1, bearer.${token}`,
    '\r\n',
  ].join('\r\n');
}

/** A client's frame with a text. */
export function textFrame(text: string): Buffer {
  return maskedFrame(textOpcode, Buffer.from(text));
}

/** The head of a frame that says it has so many bytes; `extra` bits are set in its first byte. */
export function frameHead(opcode: number, length: number, extra = 0): Buffer {
  const head = Buffer.alloc(14);
  const end = writeHeader(head, opcode, length);
  head[0] = ((head[0] ?? 0) & 0x8f) | extra;
  return head.subarray(0, end);
}

/** Does the same again and again, so many at a time: an attacker who comes back. */
export async function keepDoing(times: number, once: (index: number) => Promise<void>): Promise<void> {
  for (let lane = 0; lane < times; lane++) {
    void (async () => {
      for (;;) {
        await once(lane).catch(() => undefined);
        await pause(comesBackMs);
      }
    })();
  }
  await pause(200);
}

/** Resolves when the connection is over. */
export function ended(socket: Socket): Promise<void> {
  return socket.closed || socket.destroyed ? Promise.resolve() : once(socket, 'close').then(() => undefined);
}

/** A status, a close code, or that it was just cut. */
function endingOf(said: Buffer): string {
  const code = closeCodeAtEnd(said);
  if (code !== undefined) return `closed with ${code}`;
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(said.toString('latin1', 0, 16)) ?? [];
  if (status === undefined || status === '101' || status === '200') return 'cut';
  return `answered ${status}`;
}

/** A server's last frame, when it is a close frame: its reason is text of at most 123 bytes. */
function closeCodeAtEnd(said: Buffer): number | undefined {
  for (let at = said.length - 4; at >= Math.max(0, said.length - 127); at--) {
    const length = (said[at + 1] ?? 0) & 0x7f;
    if (said[at] === (0x80 | closeOpcode) && at + 2 + length === said.length)
      return said.readUInt16BE(at + 2);
  }
  return undefined;
}
