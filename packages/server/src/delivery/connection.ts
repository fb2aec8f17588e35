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
  /** Frames of this tick, joined as they come: the text is laid out once, when it is sent. */
  #text = '';
  #frames = 0;
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
    return this.#text.length + this.#outlet.buffered() > this.#bufferBytes / 2;
  }

  /** From now on events are dropped until it resumes: the client has not been greeted yet. */
  hold(): void {
    this.#lagging = true;
  }

  /** The client syncs, or is greeted: live events flow. */
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
    this.#text = '';
  }

  #add(frame: string): void {
    if (this.#closed) return;
    if (this.#text.length + this.#outlet.buffered() > this.#bufferBytes) return this.#lag();
    if (this.#frames === 0) setImmediate(() => this.#flush());
    this.#text = this.#frames === 0 ? frame : `${this.#text},${frame}`;
    this.#frames += 1;
  }

  #lag(): void {
    if (this.#lagging) return this.close(1013, 'too far behind');
    this.#lagging = true;
    this.#text = resyncFrame;
    this.#frames = 1;
    setImmediate(() => this.#flush());
    this.#onResync();
  }

  #flush(): void {
    if (this.#frames === 0 || this.#closed) return;
    const text = this.#frames === 1 ? this.#text : `[${this.#text}]`;
    this.#text = '';
    this.#frames = 0;
    this.#outlet.send(text);
  }
}
