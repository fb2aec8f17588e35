import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { NatsPlace } from '@parley/testkit/engines/nats.ts';

/** What a server does not reach, and is not reached by: everybody, or the other servers only. */
export type Cut = 'everybody' | 'peers';

/**
 * Machines in one network, as far as their programs can tell: network namespaces of Linux on a bridge, of which this
 * machine has an address too. What is cut off is not refused; its packets get lost, as when a cable is pulled.
 */
export class SplitNetwork implements Disposable {
  readonly places: readonly NatsPlace[];
  readonly #tag = randomBytes(2).toString('hex');
  readonly #subnet = `10.213.${randomBytes(1)[0] ?? 0}`;
  readonly #machines: number;

  /** Throws what the system says when it does not allow it. */
  constructor(machines: number) {
    this.#machines = machines;
    this.places = Array.from({ length: machines }, (_, index) => ({
      host: this.#address(index),
      within: ['ip', 'netns', 'exec', this.#name(index)],
    }));
    try {
      ip('link', 'add', this.#bridge, 'type', 'bridge');
      ip('addr', 'add', `${this.#subnet}.254/24`, 'dev', this.#bridge);
      ip('link', 'set', this.#bridge, 'up');
      for (let index = 0; index < machines; index++) this.#connect(index);
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  cut(index: number, from: Cut): void {
    if (from === 'everybody') return ip('link', 'set', this.#port(index), 'down');
    for (const peer of this.#peersOf(index))
      this.#inside(index, 'route', 'add', 'blackhole', this.#address(peer));
  }

  heal(index: number, from: Cut): void {
    if (from === 'everybody') return ip('link', 'set', this.#port(index), 'up');
    for (const peer of this.#peersOf(index))
      this.#inside(index, 'route', 'del', 'blackhole', this.#address(peer));
  }

  [Symbol.dispose](): void {
    for (let index = 0; index < this.#machines; index++) quietly(() => ip('netns', 'del', this.#name(index)));
    quietly(() => ip('link', 'del', this.#bridge));
  }

  #connect(index: number): void {
    const name = this.#name(index);
    ip('netns', 'add', name);
    ip('link', 'add', this.#port(index), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    ip('link', 'set', this.#port(index), 'master', this.#bridge, 'up');
    this.#inside(index, 'addr', 'add', `${this.#address(index)}/24`, 'dev', 'eth0');
    this.#inside(index, 'link', 'set', 'eth0', 'up');
    this.#inside(index, 'link', 'set', 'lo', 'up');
  }

  #inside(index: number, ...args: readonly string[]): void {
    ip('-n', this.#name(index), ...args);
  }

  #peersOf(index: number): number[] {
    return [...this.places.keys()].filter((each) => each !== index);
  }

  get #bridge(): string {
    return `ply${this.#tag}`;
  }

  #port(index: number): string {
    return `ply${this.#tag}-${index}`;
  }

  #name(index: number): string {
    return `parley-${this.#tag}-${index}`;
  }

  #address(index: number): string {
    return `${this.#subnet}.${index + 1}`;
  }
}

/** Why no network can be split here, if so. */
export function splitNetworkMissing(): string | undefined {
  if (process.platform !== 'linux') return 'networks are split by network namespaces, which Linux has';
  try {
    new SplitNetwork(1)[Symbol.dispose]();
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : error;
    return `no network namespace can be made (run as root, with iproute2): ${said}`;
  }
}

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'], env: systemPath() });
}

function systemPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // It was not made, or is gone.
  }
}
