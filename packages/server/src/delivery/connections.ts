import { errorTable } from '@parley/protocol/errors.ts';
import type { DownFrame } from '@parley/protocol/frames.ts';
import type { Clock, Timer } from '../telemetry/clock.ts';
import type { Connection } from './connection.ts';
import type { People } from './people.ts';

type State = 'online' | 'away' | 'offline';
type PresenceListener = (user: number, state: State) => void;

/** A connection lost and found again within this time is nobody's business. */
const settleMs = 2000;

/** The live connections of this node, by person. */
export class Connections implements People {
  readonly #clock: Clock;
  readonly #byUser = new Map<number, Set<Connection>>();
  readonly #listeners: PresenceListener[] = [];
  readonly #told = new Map<number, State>();
  readonly #settling = new Map<number, Timer>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(connection: Connection): void {
    const connections = this.#byUser.get(connection.user) ?? new Set();
    connections.add(connection);
    this.#byUser.set(connection.user, connections);
    this.#presenceMayHaveChanged(connection.user);
  }

  remove(connection: Connection): void {
    const connections = this.#byUser.get(connection.user);
    if (connections === undefined || !connections.delete(connection)) return;
    if (connections.size === 0) this.#byUser.delete(connection.user);
    this.#presenceMayHaveChanged(connection.user);
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

  *all(): Generator<Connection> {
    for (const connections of this.#byUser.values()) yield* connections;
  }

  /** Forgets changes of presence that were waiting to be told; those to come are nobody's business: all connections end. */
  [Symbol.dispose](): void {
    this.#closed = true;
    for (const timer of this.#settling.values()) this.#clock.clearTimeout(timer);
    this.#settling.clear();
  }

  tell(user: number, frame: DownFrame): void {
    const connections = this.#byUser.get(user);
    if (connections === undefined) return;
    const text = JSON.stringify(frame);
    for (const connection of connections) connection.push(text);
  }

  endSession(sessionHandle: string): void {
    for (const connection of [...this.all()]) {
      if (connection.sessionHandle === sessionHandle) end(connection);
    }
  }

  endUser(user: number): void {
    for (const connection of [...(this.#byUser.get(user) ?? [])]) end(connection);
  }

  presenceOf(user: number): State {
    const connections = this.#byUser.get(user);
    if (connections === undefined) return 'offline';
    for (const connection of connections) if (!connection.away) return 'online';
    return 'away';
  }

  onPresence(listener: PresenceListener): void {
    this.#listeners.push(listener);
  }

  /** Tells the listeners once a change has lasted: a reconnect is not news. */
  #presenceMayHaveChanged(user: number): void {
    if (this.#closed || this.#settling.has(user)) return;
    const timer = this.#clock.setTimeout(() => this.#settle(user), settleMs);
    this.#settling.set(user, timer);
  }

  #settle(user: number): void {
    this.#settling.delete(user);
    const state = this.presenceOf(user);
    if (state === (this.#told.get(user) ?? 'offline')) return;
    if (state === 'offline') this.#told.delete(user);
    else this.#told.set(user, state);
    for (const listener of this.#listeners) listener(user, state);
  }
}

function end(connection: Connection): void {
  connection.close(errorTable.session_expired.close, 'session ended');
}
