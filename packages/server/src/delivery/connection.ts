/** What carries text to one client: a WebSocket or an event stream. */
export interface Outlet {
  /** Hands over one text: a frame, or an array of frames. */
  send(text: string): void;
  /** Bytes handed over that the network has not taken yet. */
  buffered(): number;
  close(code: number, reason: string): void;
}

export interface ConnectionOptions {
  readonly user: number;
  readonly app: number;
  readonly username: string;
  readonly sessionHandle: string;
  readonly outlet: Outlet;
  /** Unsent bytes above which the client is told `resync` instead of being fed on. */
  readonly bufferBytes: number;
  readonly onResync: () => void;
}

const resyncFrame = '{"type":"resync"}';

/**
 * One client's end of the delivery: gathers the frames of a tick and hands them over as one text.
 *
 * Guarantees: memory for a client that does not read is bounded (FAN3): what is over the bound is thrown away,
 * the client is told `resync`, and nothing but answers follows until it syncs.
 */
export class Connection {
  readonly user: number;
  readonly app: number;
  readonly username: string;
  readonly sessionHandle: string;
  /** Chats the client has named in a sync: of large ones it gets entries, of others heads. */
  readonly looking = new Set<number>();
  away = false;
  readonly #outlet: Outlet;
  readonly #bufferBytes: number;
  readonly #onResync: () => void;
  #frames: string[] = [];
  #length = 0;
  #lagging = false;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.user = options.user;
    this.app = options.app;
    this.username = options.username;
    this.sessionHandle = options.sessionHandle;
    this.#outlet = options.outlet;
    this.#bufferBytes = options.bufferBytes;
    this.#onResync = options.onResync;
  }

  /** Sends an event; dropped while the client lags behind. */
  push(frame: string): void {
    if (!this.#lagging) this.#add(frame);
  }

  /** Sends an answer to something the client asked: also while it lags, bounded by what it may ask. */
  reply(frame: string): void {
    this.#add(frame);
  }

  /** Whether so much waits for the network that only what is small should follow. */
  get crowded(): boolean {
    return this.#length + this.#outlet.buffered() > this.#bufferBytes / 2;
  }

  /** The client syncs: live events flow again. */
  resume(): void {
    this.#lagging = false;
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    this.#outlet.close(code, reason);
  }

  /** The client is gone. */
  closed(): void {
    this.#closed = true;
    this.#frames = [];
  }

  #add(frame: string): void {
    if (this.#closed) return;
    if (this.#length + this.#outlet.buffered() > this.#bufferBytes) return this.#lag();
    if (this.#frames.length === 0) setImmediate(() => this.#flush());
    this.#frames.push(frame);
    this.#length += frame.length;
  }

  #lag(): void {
    if (this.#lagging) return this.close(1013, 'too far behind');
    this.#lagging = true;
    this.#frames = [resyncFrame];
    this.#length = resyncFrame.length;
    setImmediate(() => this.#flush());
    this.#onResync();
  }

  #flush(): void {
    const frames = this.#frames;
    if (frames.length === 0 || this.#closed) return;
    this.#frames = [];
    this.#length = 0;
    this.#outlet.send(frames.length === 1 ? (frames[0] ?? '') : `[${frames.join(',')}]`);
  }
}
