import { setTimeout as pause } from 'node:timers/promises';
import type { Gate } from './gate.ts';
import type { Ledger, Said } from './ledger.ts';

export interface SocketWriting {
  readonly url: string;
  readonly session: string;
  readonly writer: string;
  readonly chat: number;
  /** How many may be unacknowledged at a time. */
  readonly window: number;
  readonly ledger: Ledger;
  readonly gate: Gate;
}

interface Heard {
  readonly type: string;
  readonly ref?: string;
  readonly number?: number;
  readonly error?: { readonly code: string; readonly retry: string };
}

const restMs = 15;

/** Sends frames over a bare WebSocket, several at a time; comes back when it is closed and sends what was not acknowledged. */
export async function writeOverSocket(writing: SocketWriting): Promise<void> {
  const line = new SocketLine(writing);
  while (!line.done && !writing.gate.isGivenUp) {
    await line.connect();
    await pause(restMs);
  }
}

class SocketLine {
  readonly #writing: SocketWriting;
  /** In the order in which they were said. */
  readonly #underWay = new Map<string, Said>();
  #socket: WebSocket | undefined;
  #failure: unknown;
  /** Places in the window that nobody fills at the moment. */
  #idle: number;
  #ended = false;
  #greeted = false;

  constructor(writing: SocketWriting) {
    this.#writing = writing;
    this.#idle = writing.window;
  }

  /** Nothing more is to be said, and all that was is acknowledged. */
  get done(): boolean {
    return this.#ended && this.#underWay.size === 0;
  }

  /** Resolves when the connection is over. */
  connect(): Promise<void> {
    const { url, session } = this.#writing;
    const address = `${url.replace('http', 'ws')}/api/v1/realtime`;
    const socket = new WebSocket(address, ['parley.v1', `bearer.${session}`]);
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      socket.onmessage = ({ data }) => this.#read(String(data));
      socket.onerror = () => {};
      socket.onclose = ({ code }) => {
        this.#lost(code);
        if (this.#failure === undefined) resolve();
        else reject(this.#failure);
      };
    });
  }

  /** Of what was not acknowledged nobody knows whether it is there. */
  #lost(code: number): void {
    if (!this.#greeted) return;
    this.#greeted = false;
    for (const said of this.#underWay.values())
      this.#writing.ledger.failed(said, `WebSocket: closed with ${code} before the acknowledgement`);
  }

  #read(text: string): void {
    try {
      for (const frame of [JSON.parse(text) as Heard | Heard[]].flat()) this.#hear(frame);
    } catch (error) {
      this.#failure = error;
      this.#socket?.close();
    }
  }

  #hear(frame: Heard): void {
    if (frame.type === 'hello') this.#begin();
    const said = this.#underWay.get(frame.ref ?? '');
    if (said === undefined) return;
    if (frame.type === 'ack' && frame.number !== undefined) this.#acknowledged(said, frame.number);
    if (frame.type === 'error') this.#refused(said, frame.error);
  }

  #begin(): void {
    this.#greeted = true;
    for (const said of this.#underWay.values()) this.#send(said);
    if (this.done) this.#socket?.close();
    while (this.#idle > 0) {
      this.#idle -= 1;
      void this.#next();
    }
  }

  async #next(): Promise<void> {
    const { gate, ledger, writer, chat } = this.#writing;
    if (!(await gate.pass())) {
      this.#ended = true;
      if (this.done) this.#socket?.close();
      return;
    }
    const said = ledger.say(writer, `/chats/${chat}`);
    this.#underWay.set(said.clientId, said);
    this.#send(said);
  }

  #acknowledged(said: Said, number: number): void {
    const { ledger, chat } = this.#writing;
    ledger.acknowledge(said, number);
    this.#underWay.delete(said.clientId);
    if (number % 7 === 0) this.#socket?.send(JSON.stringify({ type: 'mark', chat, read: number }));
    void this.#next();
  }

  /** What follows may not overtake it: everything that is not acknowledged goes out again, in its order. */
  #refused(said: Said, error: Heard['error']): void {
    if (error?.retry === 'never') throw new Error(`${said.clientId} was refused: ${error.code}`);
    this.#writing.ledger.failed(said, `WebSocket: ${error?.code}`);
    this.#greeted = false;
    this.#socket?.close();
  }

  #send({ clientId, content }: Said): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    const { chat } = this.#writing;
    this.#socket.send(JSON.stringify({ type: 'send', ref: clientId, chat, client_id: clientId, content }));
  }
}
