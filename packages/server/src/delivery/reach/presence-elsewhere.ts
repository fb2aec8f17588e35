import type { PresenceNow } from '../people.ts';
import type { PresenceSaid } from './presence-said.ts';

interface OtherNode {
  heardAt: number;
  settled: boolean;
  /** When somebody was last said to be so. */
  readonly online: Map<number, number>;
  readonly away: Map<number, number>;
}

/** Whose state may be another now, and nodes that are heard no more, with when they last were. */
export interface Lost {
  readonly users: readonly number[];
  readonly nodes: ReadonlyMap<string, number>;
}

/** What other nodes said of their people. Times are monotonic, in milliseconds. */
export class PresenceElsewhere {
  readonly #nodes = new Map<string, OtherNode>();

  has(node: string): boolean {
    return this.#nodes.has(node);
  }

  /** The node that speaks for all: of those that know what was told, or of all while none does, the smallest name. */
  leader(own: string, settled: boolean): string {
    const all: [string, boolean][] = [[own, settled]];
    for (const [node, other] of this.#nodes) all.push([node, other.settled]);
    const knowing = all.filter(([, knows]) => knows);
    const names = (knowing.length > 0 ? knowing : all).map(([name]) => name);
    return names.sort()[0] ?? own;
  }

  best(user: number): PresenceNow {
    let best: PresenceNow = 'offline';
    for (const { online, away } of this.#nodes.values()) {
      if (online.has(user)) return 'online';
      if (away.has(user)) best = 'away';
    }
    return best;
  }

  /** Takes what a node said; answers whose state there is another now. */
  hear(node: string, said: PresenceSaid, at: number): number[] {
    const other = this.#nodes.get(node) ?? {
      heardAt: at,
      settled: false,
      online: new Map(),
      away: new Map(),
    };
    this.#nodes.set(node, other);
    other.heardAt = at;
    other.settled = said.settled;
    const changed = said.offline.filter((user) => other.online.delete(user) || other.away.delete(user));
    const take = (users: readonly number[], now: Map<number, number>, before: Map<number, number>) => {
      for (const user of users) {
        if (!now.has(user)) changed.push(user);
        now.set(user, at);
        before.delete(user);
      }
    };
    take(said.online, other.online, other.away);
    take(said.away, other.away, other.online);
    return changed;
  }

  /** A node said at this time that it is gone. */
  forget(node: string, at: number): Lost {
    const other = this.#nodes.get(node);
    if (other === undefined || !this.#nodes.delete(node)) return { users: [], nodes: new Map() };
    return { users: [...other.online.keys(), ...other.away.keys()], nodes: new Map([[node, at]]) };
  }

  /** Forgets what was said before a time and not since. */
  expire(before: number): Lost {
    const users: number[] = [];
    const nodes = new Map<string, number>();
    for (const [node, { heardAt, online, away }] of this.#nodes) {
      for (const states of [online, away]) {
        for (const [user, at] of states) if (at < before && states.delete(user)) users.push(user);
      }
      if (heardAt < before && this.#nodes.delete(node)) nodes.set(node, heardAt);
    }
    return { users, nodes };
  }

  /** What was heard counts as heard now: nobody could be heard meanwhile. */
  refresh(at: number): void {
    for (const other of this.#nodes.values()) {
      other.heardAt = at;
      for (const states of [other.online, other.away]) for (const user of states.keys()) states.set(user, at);
    }
  }
}
