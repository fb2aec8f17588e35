import type { MemoryHub } from '../../bus/memory/memory-bus.ts';
import type { Clock } from '../../telemetry/clock.ts';
import { Connection } from '../connection.ts';
import { Connections } from '../connections.ts';
import { PresenceBoard } from './presence-board.ts';

/** What one node does for presence. */
export interface PresenceNode {
  readonly board: PresenceBoard;
  connect(user: number): Connection;
  disconnect(connection: Connection): void;
  setAway(connection: Connection, away: boolean): void;
  /** It stops as it should. */
  leave(): Promise<void>;
  /** It is gone without a word. */
  die(): Promise<void>;
}

/** Nodes of one cluster, and what was told on them, in order: `one: 7 online`. */
export class PresenceCluster {
  readonly told: string[] = [];
  readonly #hub: MemoryHub;
  readonly #clock: Clock;

  constructor(hub: MemoryHub, clock: Clock) {
    this.#hub = hub;
    this.#clock = clock;
  }

  /** A node that has begun to listen. */
  async open(name: string): Promise<PresenceNode> {
    const clock = this.#clock;
    const bus = this.#hub.open(name);
    const connections = new Connections(clock);
    const board = new PresenceBoard({ bus, connections, clock });
    board.onPresence((user, state) => this.told.push(`${name}: ${user} ${state}`));
    await board.listen();
    const end = () => {
      connections[Symbol.dispose]();
      board[Symbol.dispose]();
    };
    return {
      board,
      connect: (user) => {
        const connection = connectionOf(user);
        connections.add(connection);
        return connection;
      },
      disconnect: (connection) => connections.remove(connection),
      setAway: (connection, away) => connections.setAway(connection, away),
      async leave() {
        end();
        await bus[Symbol.asyncDispose]();
      },
      async die() {
        await bus[Symbol.asyncDispose]();
        end();
      },
    };
  }
}

function connectionOf(user: number): Connection {
  return new Connection({
    user,
    app: 1,
    username: `user${user}`,
    sessionHandle: `session-of-${user}`,
    bufferBytes: 1_000_000,
    onResync: () => {},
    outlet: { send: () => {}, buffered: () => 0, close: () => {} },
  });
}
