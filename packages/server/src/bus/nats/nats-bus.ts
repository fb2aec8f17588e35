import { headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { Bus, BusListener } from '../bus.ts';
import { type Hearing, TopicListeners } from '../topic-listeners.ts';

/** What the server may owe us word of; above that the bus is too slow, and what comes is dropped. */
const mostUnconfirmedBytes = 16 * 2 ** 20;
const confirmEveryBytes = 2 ** 18;
/** What a message weighs beside its payload. */
const overheadBytes = 100;
const nodeHeader = 'node';

export interface NatsBusParts {
  /** Others may use it too; whoever opened it closes it. */
  readonly connection: NatsConnection;
  /** Names the cluster among those that share a NATS: letters, digits, `-` and `_`. */
  readonly cluster: string;
  readonly node: string;
  readonly watch?: NatsBusWatch;
}

export interface NatsBusWatch {
  /** A message was given to the bus. */
  onTold(): void;
  /** A message of another node came. */
  onHeard(): void;
}

const quiet: NatsBusWatch = { onTold: () => {}, onHeard: () => {} };

/** A bus on the subjects `<cluster>.bus.<topic>`; who said it stands in a header. */
export function openNatsBus(parts: NatsBusParts): Bus {
  return new NatsBus(parts);
}

class NatsBus implements Bus {
  readonly node: string;
  readonly #connection: NatsConnection;
  readonly #prefix: string;
  readonly #watch: NatsBusWatch;
  readonly #headers = headers();
  readonly #topics = new TopicListeners((topic) => this.#hear(topic));
  readonly #interrupted = new Set<() => void>();
  #reach: 'connected' | 'lost' = 'connected';
  #unconfirmedBytes = 0;
  #confirming = false;
  #closed = false;

  constructor({ connection, cluster, node, watch = quiet }: NatsBusParts) {
    this.node = node;
    this.#connection = connection;
    this.#prefix = `${cluster}.bus.`;
    this.#watch = watch;
    this.#headers.set(nodeHeader, node);
    void this.#watchConnection();
  }

  get reach(): 'connected' | 'lost' {
    return this.#reach;
  }

  publish(topic: string, payload: string): void {
    if (this.#closed || this.#reach === 'lost' || this.#unconfirmedBytes > mostUnconfirmedBytes) return;
    try {
      this.#connection.publish(this.#prefix + topic, payload, { headers: this.#headers });
    } catch {
      // Closed, or larger than the server takes: lost, as any message may be (BUS4).
      return;
    }
    this.#watch.onTold();
    this.#unconfirmedBytes += payload.length + overheadBytes;
    if (this.#unconfirmedBytes > confirmEveryBytes && !this.#confirming) void this.#confirm();
  }

  subscribe(topic: string, listener: BusListener): Promise<() => void> {
    return this.#topics.add(topic, listener);
  }

  onInterrupted(listener: () => void): () => void {
    this.#interrupted.add(listener);
    return () => void this.#interrupted.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#topics.clear();
    await this.#connection.flush().catch(ignoreLoss);
  }

  #hear(topic: string): Hearing {
    const callback = (error: Error | null, message: Msg) => {
      const node = error === null ? message.headers?.get(nodeHeader) : undefined;
      if (node === undefined || node === this.node) return;
      this.#watch.onHeard();
      this.#topics.tell(topic, message.string(), node);
    };
    const subscription = this.#connection.subscribe(this.#prefix + topic, { callback });
    return { heard: this.#reachServer(), stop: () => subscription.unsubscribe() };
  }

  /** Resolves when a server has what was asked before; the library asks it again after each reconnect. */
  async #reachServer(): Promise<void> {
    for (;;) {
      try {
        return await this.#connection.flush();
      } catch (error) {
        // Rejected by a lost connection, once for each attempt to find it again: it is found, or closed.
        if (this.#connection.isClosed()) throw error;
      }
    }
  }

  async #confirm(): Promise<void> {
    this.#confirming = true;
    const bytes = this.#unconfirmedBytes;
    try {
      await this.#connection.flush();
      this.#unconfirmedBytes -= bytes;
    } catch {
      // With the connection everything went that waited for it.
      this.#unconfirmedBytes = 0;
    }
    this.#confirming = false;
  }

  async #watchConnection(): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (this.#closed) return;
      if (type === 'disconnect') this.#reach = 'lost';
      if (type === 'reconnect') void this.#found();
    }
  }

  async #found(): Promise<void> {
    await this.#reachServer().catch(ignoreLoss);
    if (this.#closed || this.#connection.isClosed()) return;
    this.#reach = 'connected';
    for (const listener of this.#interrupted) listener();
  }
}

/** Lost again: the next reconnect is another. */
function ignoreLoss(): void {}
