import { mayReconnect } from '@parley/protocol/close-codes.ts';
import type { DownFrame, FrameOf, UpFrame } from '@parley/protocol/frames.ts';
import type { Clock } from '../clock.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import { type BackoffOptions, backoffMs } from './backoff.ts';
import { type ConnectionState, closedConnection } from './connection-state.ts';
import type { Engines, Wire } from './engine.ts';
import { engineFor } from './engine-choice.ts';
import { Heartbeat } from './heartbeat.ts';
import type { NetworkSignal } from './network-signal.ts';

export interface ConnectionOptions {
  readonly engines: Engines;
  readonly clock: Clock;
  readonly random: () => number;
  readonly network: NetworkSignal;
  readonly backoff: BackoffOptions;
  /** Asked after a try that failed before the greeting: a browser does not say that credentials were refused. */
  readonly credentialsRefused: () => Promise<boolean>;
}

/** A frame from the server; `lost`: a connection that had greeted has ended. */
export type ConnectionEvent = DownFrame | { readonly type: 'lost' };

const helloTimeoutMs = 15_000;

/** A connection that comes back by itself (CLIENT1). Frames may be lost with it; the layers above mend that. */
export class Connection {
  readonly state: Store<ConnectionState>;
  readonly #state: WritableStore<ConnectionState> = createStore(closedConnection);
  readonly #options: ConnectionOptions;
  readonly #heart: Heartbeat;
  readonly #listeners = new Set<(event: ConnectionEvent) => void>();
  #wire: Wire | undefined;
  #stopTimer: () => void = () => undefined;
  #unwatch: () => void = () => undefined;
  #failures = 0;
  #retryAfterMs = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.state = this.#state;
    const ping = () => this.#wire?.send([{ type: 'ping' }]);
    this.#heart = new Heartbeat(options.clock, ping, () => this.#lose(1006));
  }

  /** Opens, and keeps open until `close` or until the credentials are refused. */
  open(): void {
    if (this.#state.get().status !== 'closed') return;
    this.#failures = 0;
    this.#unwatch();
    this.#unwatch = this.#options.network.watch((available) => this.#networkChanged(available));
    this.#dial();
  }

  close(): void {
    this.#end(closedConnection);
  }

  /** Tries at once instead of at the end of the pause. */
  reconnect(): void {
    if (this.#state.get().status === 'offline') this.#dial();
  }

  /** Gives this connection up and comes back: what the server says starts anew. */
  restart(): void {
    if (this.#state.get().status === 'online') this.#lose(1006);
  }

  /** Whether the frames were handed to an open connection; not whether they arrived. */
  send(...frames: UpFrame[]): boolean {
    if (this.#state.get().status !== 'online' || this.#wire === undefined) return false;
    this.#wire.send(frames);
    return true;
  }

  listen(listener: (event: ConnectionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Records whether what was missed has been asked for and answered. */
  markSynced(synced: boolean): void {
    const now = this.#state.get();
    if (now.status === 'online' && now.synced !== synced) this.#state.set({ ...now, synced });
  }

  #dial(): void {
    this.#stopTimer();
    const engine = engineFor(this.#failures);
    this.#state.set({ status: 'connecting', synced: false, engine, attempt: this.#failures + 1 });
    // Events of a wire that was given up must not touch the next one.
    const current = () => this.#wire === wire;
    const wire: Wire = this.#options.engines[engine]({
      received: (frames) => current() && this.#receive(frames),
      alive: () => current() && this.#heart.heard(),
      closed: (code) => current() && this.#lose(code),
    });
    this.#wire = wire;
    this.#stopTimer = this.#options.clock.after(helloTimeoutMs, () => this.#lose(1006));
  }

  #receive(frames: readonly DownFrame[]): void {
    this.#heart.heard();
    for (const frame of frames) {
      if (frame.type === 'hello') this.#greet(frame);
      if (frame.type === 'error') this.#retryAfterMs = frame.error.details?.retry_after_ms ?? 0;
      this.#emit(frame);
    }
  }

  #greet(frame: FrameOf<'hello'>): void {
    this.#stopTimer();
    this.#failures = 0;
    this.#retryAfterMs = 0;
    this.#heart.start(frame.ping_interval_ms);
    this.#state.set({ status: 'online', synced: false, engine: this.#state.get().engine, attempt: 0 });
  }

  #lose(code: number): void {
    if (!mayReconnect(code)) {
      this.#refuse();
      return;
    }
    const greeted = this.#drop();
    this.#failures = greeted ? 0 : this.#failures + 1;
    this.#wait();
    if (greeted) this.#emit({ type: 'lost' });
    else void this.#probe();
  }

  #wait(): void {
    const { backoff, clock, random } = this.#options;
    const pauseMs = Math.max(this.#retryAfterMs, backoffMs(this.#failures + 1, backoff, random));
    const engine = engineFor(this.#failures);
    const retryAt = clock.now() + pauseMs;
    this.#state.set({ status: 'offline', synced: false, engine, attempt: this.#failures, retryAt });
    this.#stopTimer = clock.after(pauseMs, () => this.#dial());
  }

  async #probe(): Promise<void> {
    const refused = await this.#options.credentialsRefused();
    if (refused && this.#state.get().status === 'offline') this.#refuse();
  }

  #refuse(): void {
    this.#end({ ...closedConnection, reason: 'unauthenticated' });
  }

  #end(state: ConnectionState): void {
    this.#unwatch();
    const greeted = this.#drop();
    this.#state.set(state);
    if (greeted) this.#emit({ type: 'lost' });
  }

  /** Lets go of the wire; answers whether it had greeted. */
  #drop(): boolean {
    const wire = this.#wire;
    this.#wire = undefined;
    this.#stopTimer();
    this.#heart.stop();
    wire?.close();
    return this.#state.get().status === 'online';
  }

  #networkChanged(available: boolean): void {
    const { status } = this.#state.get();
    if (!available) {
      if (status === 'online' || status === 'connecting') this.#lose(1006);
      return;
    }
    // A try that began without a network may hang, or fail only now.
    if (status === 'connecting') this.#drop();
    if (status === 'connecting' || status === 'offline') this.#dial();
  }

  #emit(event: ConnectionEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
