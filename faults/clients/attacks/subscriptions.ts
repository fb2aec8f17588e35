import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from '../attack.ts';
import { ended, keepDoing, openSocket, textFrame } from '../raw-connection.ts';

const chatsAtOnce = 5000;

function syncOf(from: number, count: number): Buffer {
  const chats = Array.from({ length: count }, (_, index) => [String(from + index), 0]);
  return textFrame(JSON.stringify({ type: 'sync', chats: Object.fromEntries(chats) }));
}

/** One connection that looks at a hundred thousand chats: in one frame, and in frames of as many as are allowed. */
export const subscriptions: Attack = {
  name: '100,000 subscriptions on a connection, again and again',
  connections: 4,
  memoryMb: 200,
  async begin({ url, tokens, connections }, endings) {
    const atOnce = syncOf(1, 100_000);
    const parts = Array.from({ length: 20 }, (_, part) => syncOf(1 + part * chatsAtOnce, chatsAtOnce));
    await keepDoing(connections, async (lane) => {
      const token = tokens[lane % tokens.length] ?? '';
      const whole = await openSocket({ url, token }, endings);
      whole.write(atOnce);
      await ended(whole);
      const socket = await openSocket({ url, token }, endings);
      while (!socket.destroyed) {
        for (const part of parts) socket.write(part);
        await pause(50);
      }
    });
  },
};
