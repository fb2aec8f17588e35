import { eachAtOnce } from '../../../bench/load/until.ts';
import type { Attack } from '../attack.ts';
import { openRaw, openSocket } from '../raw-connection.ts';

/** Connections on which nothing is ever said. */
export const halfOpen: Attack = {
  name: 'connections on which nothing is said',
  connections: 2000,
  memoryMb: 100,
  endedAfterMs: 40_000,
  async begin({ url, connections }, endings) {
    await eachAtOnce(Array.from({ length: connections }), 100, async () => {
      await openRaw(url, endings);
    });
  },
};

/** WebSockets whose other end never answers again, as when a phone's battery is empty. */
export const vanished: Attack = {
  name: 'WebSockets whose client has vanished',
  connections: 200,
  memoryMb: 100,
  endedAfterMs: 95_000,
  async begin({ url, tokens, connections }, endings) {
    await eachAtOnce(Array.from({ length: connections }), 50, async (_, index) => {
      await openSocket({ url, token: tokens[index % tokens.length] ?? '' }, endings);
    });
  },
};
