import type { DownFrame } from '@parley/protocol/frames.ts';
import { limits } from '@parley/protocol/limits.ts';
import { subprotocol } from '@parley/protocol/subprotocol.ts';
import type { Engine } from './engine.ts';

export interface WebSocketTarget {
  readonly baseUrl: string;
  readonly token: () => string | undefined;
}

/** Frames over a WebSocket, with the platform's own class: the first choice. */
export function webSocketEngine(target: WebSocketTarget): Engine {
  return (events) => {
    const token = target.token();
    const protocols = token === undefined ? [subprotocol] : [subprotocol, `bearer.${token}`];
    const socket = new WebSocket(addressOf(target.baseUrl), protocols);
    socket.onmessage = (message) => events.received(framesOf(message.data));
    socket.onclose = (event) => events.closed(event.code);
    return {
      send(frames) {
        if (socket.readyState !== WebSocket.OPEN) return;
        for (let from = 0; from < frames.length; from += limits.framesPerMessage) {
          const part = frames.slice(from, from + limits.framesPerMessage);
          socket.send(JSON.stringify(part.length === 1 ? part[0] : part));
        }
      },
      close: () => socket.close(),
    };
  };
}

function addressOf(baseUrl: string): string {
  const base = baseUrl === '' ? location.origin : baseUrl;
  return `${base.replace(/^http/, 'ws')}/api/v1/realtime`;
}

/** What cannot be read is taken for lost: the heads tell what it was. */
function framesOf(data: unknown): readonly DownFrame[] {
  try {
    const value: unknown = JSON.parse(String(data));
    return (Array.isArray(value) ? value : [value]) as DownFrame[];
  } catch {
    return [];
  }
}
