import { type DownFrame, downFrame, type FrameOf } from '@parley/protocol/frames.ts';
import { subprotocol } from '@parley/protocol/subprotocol.ts';
import { WebSocket } from 'ws';

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

export interface SocketOptions {
  /** A session's token, shown in the second subprotocol. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the socket is opened, `/api/v1/realtime` when absent. */
  readonly path?: string;
}

/** How long a frame may take before a test gives up on it. */
const patienceMs = 10_000;

/** A bare WebSocket: what it is told is checked by the contract, what it says is not. */
export class FrameClient implements Disposable {
  readonly socket: WebSocket;
  /** Every frame so far, in order. */
  readonly frames: DownFrame[] = [];
  readonly closed: Promise<Closing>;
  readonly #waiting = new Set<() => void>();
  #failure: unknown;

  constructor(url: string, { token, headers, path = '/api/v1/realtime' }: SocketOptions = {}) {
    const protocols = token === undefined ? [subprotocol] : [subprotocol, `bearer.${token}`];
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}`, protocols, {
      headers: { ...headers },
    });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    this.socket.on('error', (error) => this.#changed(error));
    this.socket.on('close', (code) => this.#changed(new Error(`the socket was closed with ${code}`)));
    this.socket.on('message', (data) => {
      try {
        this.frames.push(...[JSON.parse(String(data))].flat().map((frame) => downFrame.parse(frame)));
        this.#changed();
      } catch (error) {
        this.#changed(error);
      }
    });
  }

  /** Opens a socket and waits for the server's hello. */
  static async open(url: string, options: SocketOptions): Promise<FrameClient> {
    const client = new FrameClient(url, options);
    await client.first('hello');
    return client;
  }

  send(frame: unknown): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The first frame of a type, from a place among all frames on, that also is as wanted. */
  async first<Type extends DownFrame['type']>(
    type: Type,
    wanted: (frame: FrameOf<Type>) => boolean = () => true,
    from = 0,
  ): Promise<FrameOf<Type>> {
    const isIt = (frame: DownFrame): frame is FrameOf<Type> =>
      frame.type === type && wanted(frame as FrameOf<Type>);
    return this.#when(() => this.frames.slice(from).find(isIt), type);
  }

  /** Says something and gives the error it is answered with. */
  async refusal(frame: unknown): Promise<FrameOf<'error'>> {
    const from = this.frames.length;
    this.send(frame);
    return this.first('error', undefined, from);
  }

  /** Resolves once the server has dealt with everything that was said before. */
  async settled(): Promise<void> {
    const from = this.frames.length;
    this.send({ type: 'ping' });
    await this.first('pong', undefined, from);
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }

  #changed(failure?: unknown): void {
    this.#failure ??= failure;
    for (const look of this.#waiting) look();
  }

  #when<Found>(find: () => Found | undefined, what: string): Promise<Found> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = () => {
        const found = find();
        if (found === undefined && this.#failure === undefined) return;
        end();
        if (found !== undefined) resolve(found);
        else reject(this.#failure);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`no ${what} came; there are: ${this.frames.map((frame) => frame.type).join(', ')}`));
      }, patienceMs);
      this.#waiting.add(look);
      look();
    });
  }
}
