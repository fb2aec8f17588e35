import type { PresenceState } from '@parley/protocol/user.ts';
import type { Connection, ConnectionEvent } from '../connection/connection.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';

export interface PresenceOf {
  readonly state: PresenceState;
  readonly lastSeen?: string;
}

type Seen = { readonly state: PresenceState; readonly last_seen?: string | undefined };

/** Who is there, of those who may be seen. Without a connection nothing is known. */
export class Presence {
  readonly state: Store<ReadonlyMap<string, PresenceOf>>;
  readonly #state: WritableStore<ReadonlyMap<string, PresenceOf>> = createStore<
    ReadonlyMap<string, PresenceOf>
  >(new Map());
  readonly #connection: Connection;
  #own: 'online' | 'away' = 'online';

  constructor(connection: Connection) {
    this.#connection = connection;
    this.state = this.#state;
    connection.listen((event) => this.#hear(event));
  }

  /** Says how one is there oneself; said again after each connection. */
  set(state: 'online' | 'away'): void {
    if (state === this.#own) return;
    this.#own = state;
    this.#connection.send({ type: 'presence', state });
  }

  /** What a list or a frame says of people. */
  learn(people: readonly (readonly [username: string, seen: Seen])[]): void {
    const known = new Map(this.#state.get());
    for (const [username, { state, last_seen }] of people) {
      known.set(username, last_seen === undefined ? { state } : { state, lastSeen: last_seen });
    }
    this.#state.set(known);
  }

  #hear(event: ConnectionEvent): void {
    if (event.type === 'presence') this.learn([[event.username, event]]);
    else if (event.type === 'lost') this.#state.set(new Map());
    else if (event.type === 'hello' && this.#own === 'away') {
      this.#connection.send({ type: 'presence', state: 'away' });
    }
  }
}
