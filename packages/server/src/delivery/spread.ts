import type { Connection } from './connection.ts';

/** Connections that get a frame before everybody else has a turn. */
export const atOnce = 250;

interface Round {
  readonly connections: readonly Connection[];
  readonly textFor: (connection: Connection) => string;
  done: number;
}

/**
 * Hands frames to many connections, some at a time: between two slices answers and other chats have their turn
 * (FAN4). What was handed over first goes first.
 */
export class Spread {
  readonly #rounds: Round[] = [];

  hand(connections: readonly Connection[], textFor: (connection: Connection) => string): void {
    this.#rounds.push({ connections, textFor, done: 0 });
    if (this.#rounds.length === 1) this.#next();
  }

  #next(): void {
    // One turn for the slice's frames to be written, which their connections planned before, one for the others.
    setImmediate(() => setImmediate(() => this.#slice()));
  }

  #slice(): void {
    const round = this.#rounds[0];
    if (round === undefined) return;
    const end = Math.min(round.connections.length, round.done + atOnce);
    for (; round.done < end; round.done++) {
      const connection = round.connections[round.done];
      if (connection !== undefined) connection.push(round.textFor(connection));
    }
    if (round.done === round.connections.length) this.#rounds.shift();
    if (this.#rounds.length > 0) this.#next();
  }
}
