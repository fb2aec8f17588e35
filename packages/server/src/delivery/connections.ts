import { errorTable } from '@parley/protocol/errors.ts';
import type { DownFrame } from '@parley/protocol/frames.ts';
import type { Clock } from '../telemetry/clock.ts';
import type { Connection } from './connection.ts';
import type { People, PresenceListener, PresenceNow } from './people.ts';
import { SettledPresence } from './reach/settled-presence.ts';

/** Is told of what happens here at once, and must not throw. */
export interface ConnectionsWatcher {
  /** A person's first connection is here. */
  came(user: number): void;
  /** A person's last connection is gone. */
  went(user: number): void;
  /** A person's presence here may be another. */
  changed(user: number): void;
}

/** The live connections of this node, by person. */
export class Connections implements People {
  readonly #byUser = new Map<number, Set<Connection>>();
  readonly #listeners: PresenceListener[] = [];
  readonly #watchers: Partial<ConnectionsWatcher>[] = [];
  readonly #settled: SettledPresence;

  constructor(clock: Clock) {
    const tell: PresenceListener = (user, state) => {
      for (const listener of this.#listeners) listener(user, state);
    };
    this.#settled = new SettledPresence(clock, (user) => this.presenceOf(user), tell);
  }

  add(connection: Connection): void {
    const { user } = connection;
    const connections = this.#byUser.get(user);
    if (connections !== undefined) connections.add(connection);
    else {
      this.#byUser.set(user, new Set([connection]));
      for (const watcher of this.#watchers) watcher.came?.(user);
    }
    this.#presenceMayHaveChanged(user);
  }

  remove(connection: Connection): void {
    const { user } = connection;
    const connections = this.#byUser.get(user);
    if (connections === undefined || !connections.delete(connection)) return;
    if (connections.size === 0) {
      this.#byUser.delete(user);
      for (const watcher of this.#watchers) watcher.went?.(user);
    }
    this.#presenceMayHaveChanged(user);
  }

  setAway(connection: Connection, away: boolean): void {
    connection.away = away;
    this.#presenceMayHaveChanged(connection.user);
  }

  of(user: number): ReadonlySet<Connection> | undefined {
    return this.#byUser.get(user);
  }

  /** How many people have a connection here. */
  get people(): number {
    return this.#byUser.size;
  }

  /** Everybody who has a connection here. */
  users(): IterableIterator<number> {
    return this.#byUser.keys();
  }

  *all(): Generator<Connection> {
    for (const connections of this.#byUser.values()) yield* connections;
  }

  watch(watcher: Partial<ConnectionsWatcher>): void {
    this.#watchers.push(watcher);
  }

  /** Forgets changes of presence that were waiting to be told; those to come are nobody's business: all connections end. */
  [Symbol.dispose](): void {
    this.#settled[Symbol.dispose]();
  }

  tell(user: number, frame: DownFrame): void {
    if (this.#byUser.has(user)) this.push(user, JSON.stringify(frame));
  }

  /** Sends a frame that is text already to a user's connections here. */
  push(user: number, text: string): void {
    const connections = this.#byUser.get(user);
    if (connections !== undefined) for (const connection of connections) connection.push(text);
  }

  endSession(sessionHandle: string): void {
    for (const connection of [...this.all()]) {
      if (connection.sessionHandle === sessionHandle) end(connection);
    }
  }

  endUser(user: number): void {
    for (const connection of [...(this.#byUser.get(user) ?? [])]) end(connection);
  }

  presenceOf(user: number): PresenceNow {
    const connections = this.#byUser.get(user);
    if (connections === undefined) return 'offline';
    for (const connection of connections) if (!connection.away) return 'online';
    return 'away';
  }

  onPresence(listener: PresenceListener): void {
    this.#listeners.push(listener);
  }

  #presenceMayHaveChanged(user: number): void {
    for (const watcher of this.#watchers) watcher.changed?.(user);
    this.#settled.mayHaveChanged(user);
  }
}

function end(connection: Connection): void {
  connection.close(errorTable.session_expired.close, 'session ended');
}
