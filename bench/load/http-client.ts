import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
const lengthKey = Buffer.from('\r\ncontent-length: ');

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** One kept HTTP connection, one request at a time. Answers must say their length. */
export class HttpClient {
  readonly #socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  static open(url: string): Promise<HttpClient> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('connect', () => resolve(new HttpClient(socket)));
    });
  }

  /** Sends a request's bytes and resolves with its answer. */
  ask(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const end = this.#bytes.indexOf(headEnd);
    if (end === -1) return;
    const from = end + headEnd.length;
    const to = from + contentLength(this.#bytes.subarray(0, end));
    if (this.#bytes.length < to) return;
    const answer = {
      status: Number(this.#bytes.toString('latin1', 9, 12)),
      body: this.#bytes.subarray(from, to),
    };
    this.#bytes = this.#bytes.subarray(to);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

function contentLength(head: Buffer): number {
  const at = head.indexOf(lengthKey);
  if (at === -1) return 0;
  const from = at + lengthKey.length;
  return Number.parseInt(head.toString('latin1', from, from + 12), 10);
}
