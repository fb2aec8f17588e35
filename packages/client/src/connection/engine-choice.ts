import type { EngineName } from './engine.ts';

/**
 * Which way to try after so many failures in a row: WebSocket twice, then the event stream, and so on, since what
 * blocked the one may be gone and what blocks the other may come (CLIENT6).
 */
export function engineFor(failures: number): EngineName {
  return failures % 3 === 2 ? 'events' : 'websocket';
}
