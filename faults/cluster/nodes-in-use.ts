import type { Seeded } from '@parley/testkit/seeded.ts';

/** Which nodes are given new connections, as a balancer decides it. */
export class NodesInUse {
  readonly #nodes: readonly unknown[];
  readonly #chance: Seeded;
  readonly #out = new Set<number>();

  constructor(nodes: readonly unknown[], chance: Seeded) {
    this.#nodes = nodes;
    this.#chance = chance;
  }

  /** No new connections for this one; those it has stay. */
  takeOut(index: number): void {
    this.#out.add(index);
  }

  putBack(index: number): void {
    this.#out.delete(index);
  }

  /** One of those in use; any when none is. */
  pick(): number {
    const inside = [...this.#nodes.keys()].filter((index) => !this.#out.has(index));
    return this.#chance.pick(inside.length > 0 ? inside : [...this.#nodes.keys()]);
  }
}
