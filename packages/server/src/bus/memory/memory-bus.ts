import type { Bus, BusListener } from '../bus.ts';
import { TopicListeners } from '../topic-listeners.ts';

/** The bus of a node that is all there is: it says everything into the void, for nothing. */
export function openLoneBus(node: string): Bus {
  return {
    node,
    reach: 'alone',
    publish: () => {},
    subscribe: async () => () => {},
    onInterrupted: () => () => {},
    async [Symbol.asyncDispose]() {},
  };
}

/** What nodes of one process share to hear each other. */
export class MemoryHub {
  readonly #nodes = new Set<MemoryBus>();
  #isCut = false;

  get isCut(): boolean {
    return this.#isCut;
  }

  open(node: string): Bus {
    const bus = new MemoryBus(node, this);
    this.#nodes.add(bus);
    return bus;
  }

  /** From now on nobody hears anybody. */
  cut(): void {
    this.#isCut = true;
  }

  /** They do again. */
  mend(): void {
    this.#isCut = false;
    for (const bus of [...this.#nodes]) bus.interrupted();
  }

  carry(from: MemoryBus, topic: string, payload: string): void {
    if (this.#isCut || !this.#nodes.has(from)) return;
    for (const bus of this.#nodes) {
      if (bus !== from && bus.hears(topic)) queueMicrotask(() => bus.hear(topic, payload, from.node));
    }
  }

  leave(bus: MemoryBus): void {
    this.#nodes.delete(bus);
  }
}

class MemoryBus implements Bus {
  readonly node: string;
  readonly #hub: MemoryHub;
  readonly #topics = new TopicListeners(() => ({ heard: Promise.resolve(), stop: () => {} }));
  readonly #interrupted = new Set<() => void>();

  constructor(node: string, hub: MemoryHub) {
    this.node = node;
    this.#hub = hub;
  }

  get reach(): 'connected' | 'lost' {
    return this.#hub.isCut ? 'lost' : 'connected';
  }

  publish(topic: string, payload: string): void {
    this.#hub.carry(this, topic, payload);
  }

  subscribe(topic: string, listener: BusListener): Promise<() => void> {
    return this.#topics.add(topic, listener);
  }

  onInterrupted(listener: () => void): () => void {
    this.#interrupted.add(listener);
    return () => void this.#interrupted.delete(listener);
  }

  hears(topic: string): boolean {
    return this.#topics.has(topic);
  }

  hear(topic: string, payload: string, node: string): void {
    this.#topics.tell(topic, payload, node);
  }

  interrupted(): void {
    for (const listener of this.#interrupted) listener();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#hub.leave(this);
    this.#topics.clear();
  }
}
