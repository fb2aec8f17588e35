import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { type FrameListener, FrameReader, opcode } from './frame-reader.ts';
import { maskedFrame } from './masked-frame.ts';

export interface WireOptions {
  /** The server, as `http://127.0.0.1:port`. */
  readonly url: string;
  /** A session's token, for the handshake; a peer that is told who connects afterwards needs none. */
  readonly token?: string;
  /** Parley's where nothing is said. */
  readonly path?: string;
  /** Address the connection comes from: one has room for some 28,000 connections to the same port. */
  readonly localAddress?: string | undefined;
  readonly onText: (bytes: Buffer, from: number, to: number) => void;
  /** Called when everything that came at once has been heard. */
  readonly onRead?: () => void;
  /** The connection ended without `close` having been called. */
  readonly onLost?: (why: string) => void;
}

const headEnd = Buffer.from('\r\n\r\n');
/** One buffer for every connection: the kernel fills it right before the bytes are looked at. */
const incoming = Buffer.allocUnsafeSlow(64 * 1024);

/** A WebSocket client on a bare socket: so little between the socket and the scenario that the server is measured. */
export class WireClient {
  readonly #options: WireOptions;
  readonly #socket: Socket;
  readonly #frames: FrameReader;
  #opening: { resolve: () => void; reject: (error: Error) => void } | undefined;
  #head: Buffer | undefined = Buffer.alloc(0);
  #isClosing = false;

  private constructor(options: WireOptions) {
    this.#options = options;
    this.#frames = new FrameReader(this.#onFrame);
    const { hostname, port } = new URL(options.url);
    this.#socket = connect({
      host: hostname,
      port: Number(port),
      ...(options.localAddress !== undefined && { localAddress: options.localAddress }),
      noDelay: true,
      onread: { buffer: incoming, callback: (length) => this.#read(incoming.subarray(0, length)) },
    });
    this.#socket.on('connect', () => this.#socket.write(handshake(options)));
    this.#socket.on('error', (error) => this.#lost(error.message));
    this.#socket.on('close', () => this.#lost('closed'));
  }

  /** Resolves when the server has accepted the connection. */
  static open(options: WireOptions): Promise<WireClient> {
    const client = new WireClient(options);
    return new Promise((resolve, reject) => {
      client.#opening = { resolve: () => resolve(client), reject };
    });
  }

  /** Writes bytes of frames; answers whether the kernel has taken all, so that the memory may be used again. */
  write(bytes: Buffer): boolean {
    this.#socket.write(bytes);
    return this.#socket.writableLength === 0;
  }

  /** Sends one frame of the contract. */
  send(frame: object): void {
    this.write(maskedFrame(opcode.text, Buffer.from(JSON.stringify(frame))));
  }

  /** Cuts the connection without a word, as a lost network does. */
  drop(): void {
    this.#isClosing = true;
    this.#socket.resetAndDestroy();
  }

  close(): void {
    this.#isClosing = true;
    this.#socket.end(maskedFrame(opcode.close, Buffer.alloc(0)));
    this.#socket.unref();
  }

  #read(chunk: Buffer): boolean {
    if (this.#head === undefined) this.#frames.read(chunk);
    else this.#readHead(Buffer.concat([this.#head, chunk]));
    this.#options.onRead?.();
    return true;
  }

  #readHead(head: Buffer): void {
    const end = head.indexOf(headEnd);
    this.#head = head;
    if (end === -1) return;
    this.#head = undefined;
    const status = head.toString('latin1', 0, Math.min(end, 40)).split('\r\n')[0] ?? '';
    if (!status.startsWith('HTTP/1.1 101')) return this.#lost(status);
    this.#opening?.resolve();
    this.#opening = undefined;
    if (end + headEnd.length < head.length) this.#frames.read(head.subarray(end + headEnd.length));
  }

  readonly #onFrame: FrameListener = (code, bytes, from, to) => {
    if (code === opcode.text) this.#options.onText(bytes, from, to);
    else if (code === opcode.ping) this.write(maskedFrame(opcode.pong, bytes.subarray(from, to)));
    else if (code === opcode.close) this.#lost(`closed with ${bytes.toString('utf8', from + 2, to)}`);
  };

  #lost(why: string): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#socket.destroy();
    if (this.#opening !== undefined) this.#opening.reject(new Error(`not connected: ${why}`));
    else this.#options.onLost?.(why);
  }
}

function handshake({ url, token, path = '/api/v1/realtime' }: WireOptions): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(token === undefined ? [] : [`Sec-WebSocket-Protocol: parley.v1, bearer.${token}`]),
    '\r\n',
  ].join('\r\n');
}
