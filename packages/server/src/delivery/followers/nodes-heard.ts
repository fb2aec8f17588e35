import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../telemetry/clock.ts';

const topic = 'nodes';
/** A node that was not heard for so long is gone. */
const silenceMs = 3500;

/** `free`: it has given up work that is too much for it. */
type Word = 'new' | 'here' | 'free' | 'gone';

/** Which nodes there are that can work: each says so on the bus, every second. */
export class NodesHeard {
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #changed: () => void;
  /** When each other node was heard. */
  readonly #heard = new Map<string, number>();
  #unsubscribe: () => void = () => {};

  private constructor(bus: Bus, clock: Clock, changed: () => void) {
    this.#bus = bus;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** `changed` is called when a node came, left, or left something to others, and said so. */
  static async open(bus: Bus, clock: Clock, changed: () => void): Promise<NodesHeard> {
    const nodes = new NodesHeard(bus, clock, changed);
    nodes.#unsubscribe = await bus.subscribe(topic, (word, node) => nodes.#hear(word as Word, node));
    bus.publish(topic, 'new' satisfies Word);
    return nodes;
  }

  announce(): void {
    this.#bus.publish(topic, 'here' satisfies Word);
  }

  /** Says that there is work to be had. */
  offer(): void {
    this.#bus.publish(topic, 'free' satisfies Word);
  }

  /** With this one. */
  count(): number {
    const oldest = this.#clock.monotonic() - silenceMs;
    for (const [node, at] of this.#heard) if (at < oldest) this.#heard.delete(node);
    return this.#heard.size + 1;
  }

  /** Leaves everything to the others; until it announces itself again. */
  withdraw(): void {
    this.#bus.publish(topic, 'gone' satisfies Word);
  }

  leave(): void {
    this.#unsubscribe();
    this.withdraw();
  }

  #hear(word: Word, node: string): void {
    const isKnown = this.#heard.has(node);
    if (word === 'gone') this.#heard.delete(node);
    else this.#heard.set(node, this.#clock.monotonic());
    // Who is new learns of the others before it takes what is theirs.
    if (word === 'new') this.announce();
    if (word === 'free' || isKnown === (word === 'gone')) this.#changed();
  }
}
