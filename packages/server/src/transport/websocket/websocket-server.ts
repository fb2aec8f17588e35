import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes } from '@parley/protocol/close-codes.ts';
import { type ErrorObject, errorTable } from '@parley/protocol/errors.ts';
import { limits } from '@parley/protocol/limits.ts';
import { subprotocol } from '@parley/protocol/subprotocol.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { Connection } from '../../delivery/connection.ts';
import type { Caller } from '../../features/handler.ts';
import type { Node } from '../../features/node.ts';
import { errorFrame, pingIntervalMs } from '../../features/realtime/frame-handler.ts';
import { greet } from '../../features/realtime/greet.ts';
import { Refusal } from '../../features/refusal.ts';
import { idleSpan } from '../../telemetry/tracer.ts';
import type { Addresses } from '../addresses.ts';
import { refuseEarly } from '../http/refuse-early.ts';
import { type RateLimiter, requestsOfAFlood, tooFast } from '../rate-limits.ts';
import { takeMessage } from './take-message.ts';
import { webSocketCaller } from './websocket-caller.ts';

export const realtimePath = '/api/v1/realtime';

export interface WebSocketParts {
  readonly node: Node;
  readonly limiter: RateLimiter;
  /** Whether this server is reached over TLS. */
  readonly tls: boolean;
  readonly addresses: Addresses;
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
    const { limiter, tls, addresses } = this.#parts;
    const address = addresses.of(request);
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
    const punish = () => this.#punish(caller.user, address);
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
      if (socket.readyState !== socket.OPEN) return stopReading(socket);
      refusals = takeMessage(this.#parts, { bytes: data as Buffer, isBinary }, speaker, refusals);
      if (refusals <= refusalsBeforeClose) return;
      connection.close(closeCodes.rateLimited, 'too many frames');
      stopReading(socket);
      punish();
    });
    socket.on('error', (error) => {
      node.logger.debug('a socket failed', { error });
      stopReading(socket);
      punish();
    });
    socket.on('close', () => {
      clearInterval(watch);
      connection.closed();
      node.connections.remove(connection);
      node.metrics.socketClosed();
    });
    node.metrics.socketOpened();
    greet(node, caller, connection);
  }

  /** Coming back at once is not free (HOST8). */
  #punish(user: number, address: string): void {
    this.#parts.limiter.charge('user', user, requestsOfAFlood);
    this.#parts.limiter.charge('address', address, requestsOfAFlood);
  }
}

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

/** What still comes to a socket that is closed is not taken, nor waited for (HOST8). */
function stopReading(socket: WebSocket): void {
  if (socket.isPaused) return;
  socket.pause();
  // ws reads on from a socket that failed, to throw away what comes.
  setImmediate(() => socket.pause());
  setTimeout(() => socket.terminate(), farewellMs).unref();
}

/** Says why before closing, since a browser shows nothing of a refused handshake. */
function refuse(socket: WebSocket, error: ErrorObject): void {
  socket.on('error', () => socket.terminate());
  socket.on('message', () => stopReading(socket));
  socket.send(errorFrame(error));
  const rule = errorTable[error.code];
  socket.close('close' in rule ? rule.close : closeCodes.unauthenticated, error.code);
}
