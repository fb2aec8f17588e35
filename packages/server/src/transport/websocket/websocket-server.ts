import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@parley/protocol/close-codes.ts';
import { type ErrorObject, errorOf, errorTable } from '@parley/protocol/errors.ts';
import type { UpFrame } from '@parley/protocol/frames.ts';
import { limits } from '@parley/protocol/limits.ts';
import { subprotocol } from '@parley/protocol/subprotocol.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection } from '../../delivery/connection.ts';
import type { Caller } from '../../features/handler.ts';
import type { Node } from '../../features/node.ts';
import {
  errorFrame,
  handleFrame,
  hello,
  pingIntervalMs,
  refuseFrame,
  type Speaker,
} from '../../features/realtime/frame-handler.ts';
import { traceFrame } from '../../features/realtime/trace-frame.ts';
import { Refusal } from '../../features/refusal.ts';
import { idleSpan } from '../../telemetry/tracer.ts';
import { refuseEarly } from '../http/refuse-early.ts';
import {
  bytesOfAFrame,
  framesOfAQuestion,
  type RateLimiter,
  requestsOfAFlood,
  tooFast,
} from '../rate-limits.ts';
import { type ReadFrame, readFrames } from './frame-reader.ts';
import { webSocketCaller } from './websocket-caller.ts';

export const realtimePath = '/api/v1/realtime';

export interface WebSocketParts {
  readonly node: Node;
  readonly limiter: RateLimiter;
  /** Whether this server is reached over TLS. */
  readonly tls: boolean;
  readonly addressOf: (request: IncomingMessage) => string;
}

/** So many more frames refused by the rate limit than taken meanwhile, and the connection is closed (LIMIT4). */
const refusalsBeforeClose = 200;
/** How long its close frame has to arrive, in milliseconds. */
const farewellMs = 1000;

/** The real-time side of a node: one connection a socket, JSON frames both ways. */
export class RealtimeServer {
  readonly #parts: WebSocketParts;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
  });

  constructor(parts: WebSocketParts) {
    this.#parts = parts;
  }

  /** Takes over an HTTP connection that asks for a WebSocket. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const { limiter, tls, addressOf } = this.#parts;
    const address = addressOf(request);
    const wait = limiter.take('address', address);
    if (wait > 0) return refuseEarly(socket, tooFast(wait), tls);
    const caller = await this.#callerOf(request);
    if (socket.destroyed) return;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      if (caller instanceof Refusal) refuse(webSocket, caller.error);
      else this.#serve(webSocket, caller, address);
    });
  }

  async #callerOf(request: IncomingMessage): Promise<Caller | Refusal> {
    const { node, limiter } = this.#parts;
    const caller = await webSocketCaller(node, request);
    if (caller instanceof Refusal) return caller;
    const wait = limiter.connect(caller.user, node.connections.of(caller.user)?.size ?? 0);
    return wait === 0 ? caller : new Refusal(tooFast(wait));
  }

  #serve(socket: WebSocket, caller: Caller, address: string): void {
    const { node } = this.#parts;
    const connection = connectionOf(node, socket, caller);
    const speaker = { caller, connection, span: idleSpan };
    const punish = () => this.#punish(socket, caller.user, address);
    let alive = true;
    const watch = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, pingIntervalMs * 1.5);
    watch.unref();
    let refusals = 0;
    socket.on('pong', () => {
      alive = true;
    });
    socket.on('message', (data, isBinary) => {
      alive = true;
      if (socket.readyState !== socket.OPEN) return;
      refusals = this.#read(isBinary ? undefined : String(data), speaker, refusals);
      if (refusals <= refusalsBeforeClose) return;
      connection.close(closeCodes.rateLimited, 'too many frames');
      socket.pause();
      punish();
    });
    socket.on('error', (error) => {
      node.logger.debug('a socket failed', { error });
      punish();
    });
    socket.on('close', () => {
      clearInterval(watch);
      connection.closed();
      node.connections.remove(connection);
      node.metrics.socketClosed();
    });
    node.metrics.socketOpened();
    connection.reply(hello(node, caller));
    node.connections.add(connection);
  }

  /** What still comes is not waited for, and coming back at once is not free (HOST8). */
  #punish(socket: WebSocket, user: number, address: string): void {
    this.#parts.limiter.take('user', user, requestsOfAFlood);
    this.#parts.limiter.take('address', address, requestsOfAFlood);
    setTimeout(() => socket.terminate(), farewellMs).unref();
  }

  /** Handles one message's frames; answers by how many more were refused by the rate limit than taken. */
  #read(text: string | undefined, speaker: Speaker, before: number): number {
    const { node, limiter } = this.#parts;
    const { user } = speaker.caller;
    const weight = Math.floor((text?.length ?? 0) / bytesOfAFrame);
    const wait = weight === 0 ? 0 : limiter.take('frames', user, weight);
    if (wait > 0) {
      refuseFrame(node, speaker, tooFast(wait));
      return before + weight;
    }
    let refusals = before;
    for (const read of text === undefined ? notText : readFrames(text)) {
      const wait = limiter.take('frames', user, read.ok ? weightOf(read.frame) : 1);
      if (wait > 0) {
        refusals += 1;
        refuseFrame(node, speaker, tooFast(wait), read.ok ? refIn(read.frame) : read.ref);
        continue;
      }
      refusals = Math.max(0, refusals - 1);
      if (!read.ok) {
        refuseFrame(node, speaker, read.error, read.ref);
        continue;
      }
      node.metrics.frameIn(read.frame.type);
      if (node.tracer.on) traceFrame(node, speaker, read.frame);
      else handleFrame(node, speaker, read.frame);
    }
    return refusals;
  }
}

function weightOf({ type }: UpFrame): number {
  return type === 'sync' || type === 'ping' ? framesOfAQuestion : 1;
}

const notText: readonly ReadFrame[] = [{ ok: false, error: errorOf('malformed_json') }];

function connectionOf(node: Node, socket: WebSocket, caller: Caller): Connection {
  return new Connection({
    ...caller,
    bufferBytes: node.config.socketBufferBytes,
    onResync: () => node.metrics.resynced(),
    outlet: {
      send: (text) => socket.send(text),
      buffered: () => socket.bufferedAmount,
      close: (code, reason) => socket.close(code, reason),
    },
  });
}

function refIn(frame: object): string | undefined {
  return 'ref' in frame ? String(frame.ref) : undefined;
}

/** Says why before closing, since a browser shows nothing of a refused handshake. */
function refuse(socket: WebSocket, error: ErrorObject): void {
  socket.on('error', () => socket.terminate());
  socket.send(errorFrame(error));
  const rule = errorTable[error.code];
  socket.close('close' in rule ? rule.close : closeCodes.unauthenticated, error.code);
}
