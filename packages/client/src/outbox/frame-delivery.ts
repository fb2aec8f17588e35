import { ParleyError } from '../api/parley-error.ts';
import type { Clock } from '../clock.ts';
import type { Connection, ConnectionEvent } from '../connection/connection.ts';
import { type Acknowledgement, type PendingMessage, sendFrameOf } from './pending-message.ts';

/** Hands one message to the server; resolves at its promise to keep it, throws ParleyError. */
export type Deliver = (chat: number, pending: PendingMessage) => Promise<Acknowledgement>;

interface Waiting {
  readonly resolve: (acknowledgement: Acknowledgement) => void;
  readonly reject: (error: ParleyError) => void;
}

const answerTimeoutMs = 15_000;

/** Sends messages as frames and matches the answers to them; none may wait beyond its connection. */
export class FrameDelivery {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Waiting>();
  #refs = 0;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    connection.listen((event) => this.#hear(event));
  }

  readonly deliver: Deliver = (chat, pending) => {
    const ref = `m${++this.#refs}`;
    const answer = new Promise<Acknowledgement>((resolve, reject) =>
      this.#waiting.set(ref, { resolve, reject }),
    );
    const stopTimer = this.#clock.after(answerTimeoutMs, () => this.#fail(ref, lost('timeout')));
    if (!this.#connection.send(sendFrameOf(chat, pending, ref))) this.#fail(ref, lost('network'));
    return answer.finally(() => {
      stopTimer();
      this.#waiting.delete(ref);
    });
  };

  #hear(event: ConnectionEvent): void {
    if (event.type === 'ack') {
      this.#waiting.get(event.ref)?.resolve({ number: event.number, position: event.position });
    } else if (event.type === 'error' && event.ref !== undefined) {
      this.#fail(event.ref, new ParleyError(event.error));
    } else if (event.type === 'lost') {
      for (const ref of [...this.#waiting.keys()]) this.#fail(ref, lost('network'));
    }
  }

  #fail(ref: string, error: ParleyError): void {
    this.#waiting.get(ref)?.reject(error);
  }
}

function lost(code: 'network' | 'timeout'): ParleyError {
  return new ParleyError({ code, retry: 'backoff', message: 'The server did not answer.' });
}
