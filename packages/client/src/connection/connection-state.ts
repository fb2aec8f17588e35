import type { EngineName } from './engine.ts';

/**
 * - `connecting`: opening, not yet greeted by the server.
 * - `online`: frames flow; `synced` once what was missed has been asked for and answered.
 * - `offline`: lost; tries again by itself at `retryAt`.
 * - `closed`: not wanted (nobody signed in), or refused for good (`reason`).
 */
export interface ConnectionState {
  readonly status: 'connecting' | 'online' | 'offline' | 'closed';
  readonly synced: boolean;
  readonly engine: EngineName;
  /** Tries since the last success. */
  readonly attempt: number;
  /** When the next try is made, in the clock's milliseconds. */
  readonly retryAt?: number;
  readonly reason?: 'unauthenticated' | 'network';
}

export const closedConnection: ConnectionState = {
  status: 'closed',
  synced: false,
  engine: 'websocket',
  attempt: 0,
};
