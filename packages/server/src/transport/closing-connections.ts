import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock, Timer } from '../telemetry/clock.ts';

/** How long a stopping server lets requests and farewells finish (HTTP11). */
export const drainMs = 10_000;

/**
 * The connections of a server that stops: those without a request are closed at once, those with one after its
 * answer, and what is left when the time is over is cut. Node by itself waits for connections that have not asked
 * anything yet, and lets an answered one stay open for the next request.
 */
export class ClosingConnections implements Disposable {
  readonly #sockets = new Set<Socket>();
  readonly #busy = new Map<Socket, number>();
  #closing = false;
  #clock: Clock | null = null;
  #timer: Timer | null = null;

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => this.#opened(socket));
    server.on('request', (request: { socket: Socket }, response: ServerResponse) => {
      this.#asked(request.socket);
      response.once('close', () => this.#answered(request.socket));
    });
    // From here on whoever took the connection over closes it.
    server.on('upgrade', (_request: unknown, socket: Socket) => this.#asked(socket));
  }

  /** The server stops: it takes no more connections. */
  begin(clock: Clock): void {
    this.#closing = true;
    this.#clock = clock;
    this.#timer = clock.setTimeout(() => this.#cut(), drainMs);
    for (const socket of this.#sockets) if (!this.#busy.has(socket)) socket.destroy();
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) this.#clock?.clearTimeout(this.#timer);
  }

  #opened(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#busy.delete(socket);
    });
    if (this.#closing) socket.destroy();
  }

  #asked(socket: Socket): void {
    this.#busy.set(socket, (this.#busy.get(socket) ?? 0) + 1);
  }

  #answered(socket: Socket): void {
    const left = (this.#busy.get(socket) ?? 1) - 1;
    if (left > 0) this.#busy.set(socket, left);
    else this.#busy.delete(socket);
    // What was written is sent before the end.
    if (this.#closing && left <= 0) socket.end();
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
