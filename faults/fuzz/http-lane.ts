import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface RawRequest {
  readonly method: string;
  readonly bytes: Buffer;
}

/** How long anything may take to be answered: a whole password check on a busy machine, and more. */
export const patienceMs = 10_000;
const attempts = 3;
const headEnd = Buffer.from('\r\n\r\n');

/** One kept connection; requests go out together and are answered in order, as HTTP/1.1 has it. */
export class HttpLane implements Disposable {
  readonly #url: URL;
  #socket: Socket | undefined;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** Answers to all of them. A server may close a connection after an answer; what it left open is asked anew. */
  async ask(requests: readonly RawRequest[]): Promise<RawAnswer[]> {
    const answers: RawAnswer[] = [];
    for (let attempt = 0; answers.length < requests.length; attempt += 1) {
      const before = answers.length;
      await this.#exchange(requests.slice(before), answers);
      if (answers.length > before) attempt = 0;
      else if (attempt >= attempts) throw new Error(`no answer to ${shown(requests[before])}`);
    }
    return answers;
  }

  [Symbol.dispose](): void {
    this.#socket?.destroy();
  }

  #exchange(requests: readonly RawRequest[], answers: RawAnswer[]): Promise<void> {
    const socket = this.#open();
    const wanted = answers.length + requests.length;
    let bytes: Buffer = Buffer.alloc(0);
    let next = 0;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        socket.destroy();
        reject(new Error(`no answer in ${patienceMs} ms to ${shown(requests[next])}`));
      }, patienceMs);
      const end = () => {
        clearTimeout(timer);
        socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error');
        socket.on('error', () => {});
        resolve();
      };
      socket.on('data', (chunk: Buffer) => {
        bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
        for (
          let read = answerIn(bytes, requests[next]);
          read !== undefined;
          read = answerIn(bytes, requests[next])
        ) {
          bytes = bytes.subarray(read.length);
          if (read.answer.status < 200) continue;
          answers.push(read.answer);
          next += 1;
        }
        if (answers.length >= wanted) end();
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#socket = undefined;
        end();
      });
      socket.write(Buffer.concat(requests.map((request) => request.bytes)));
    });
  }

  #open(): Socket {
    if (this.#socket === undefined || this.#socket.destroyed || !this.#socket.writable) {
      this.#socket?.destroy();
      this.#socket = connect({ host: this.#url.hostname, port: Number(this.#url.port), noDelay: true });
    }
    return this.#socket;
  }
}

interface ReadAnswer {
  readonly answer: RawAnswer;
  readonly length: number;
}

/** The answer that begins these bytes; undefined while it is not whole. */
function answerIn(bytes: Buffer, request: RawRequest | undefined): ReadAnswer | undefined {
  const end = bytes.indexOf(headEnd);
  if (end === -1) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(first) ?? [];
  if (status === undefined) throw new Error(`this is no answer: ${first.slice(0, 200)}`);
  const headers = lines.map(
    (line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const,
  );
  const length = headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0;
  const from = end + headEnd.length;
  const to = from + (request?.method === 'HEAD' ? 0 : Number(length));
  if (bytes.length < to) return undefined;
  return {
    answer: { status: Number(status), headers, body: Buffer.from(bytes.subarray(from, to)) },
    length: to,
  };
}

function shown(request: RawRequest | undefined): string {
  return JSON.stringify(request?.bytes.toString('latin1').slice(0, 1500));
}
