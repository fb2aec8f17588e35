import type { BusListener } from './bus.ts';

interface Listening {
  readonly listeners: Set<{ readonly listener: BusListener }>;
  /** Resolves when the topic is heard. */
  readonly heard: Promise<void>;
  readonly stop: () => void;
}

/** How an engine begins to hear a topic, and stops. */
export interface Hearing {
  readonly heard: Promise<void>;
  stop(): void;
}

/** Who listens to which topic of one node: however many listen to one, the engine hears it once. */
export class TopicListeners {
  readonly #topics = new Map<string, Listening>();
  readonly #hear: (topic: string) => Hearing;

  constructor(hear: (topic: string) => Hearing) {
    this.#hear = hear;
  }

  async add(topic: string, listener: BusListener): Promise<() => void> {
    const known = this.#topics.get(topic);
    const listening = known ?? this.#begin(topic);
    const each = { listener };
    listening.listeners.add(each);
    const remove = () => {
      if (listening.listeners.delete(each) && listening.listeners.size === 0) this.#end(topic, listening);
    };
    try {
      await listening.heard;
    } catch (error) {
      remove();
      throw error;
    }
    return remove;
  }

  has(topic: string): boolean {
    return this.#topics.has(topic);
  }

  tell(topic: string, payload: string, node: string): void {
    for (const { listener } of this.#topics.get(topic)?.listeners ?? []) listener(payload, node);
  }

  clear(): void {
    for (const [topic, listening] of this.#topics) this.#end(topic, listening);
  }

  #begin(topic: string): Listening {
    const hearing = this.#hear(topic);
    const listening: Listening = {
      listeners: new Set(),
      heard: hearing.heard,
      stop: () => hearing.stop(),
    };
    this.#topics.set(topic, listening);
    return listening;
  }

  #end(topic: string, listening: Listening): void {
    if (this.#topics.get(topic) !== listening) return;
    this.#topics.delete(topic);
    listening.stop();
  }
}
