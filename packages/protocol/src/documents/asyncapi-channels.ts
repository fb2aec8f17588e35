import { closeCodes } from '../close-codes.ts';
import { subprotocol } from '../subprotocol.ts';

/** Frames that answer a frame and so never come over a stream that cannot be written to. */
const answersOnly = new Set(['down_ack', 'down_pong']);

/** The two ways to be told as it happens. */
export function channels(up: readonly string[], down: readonly string[]): Record<string, unknown> {
  const told = down.filter((name) => !answersOnly.has(name));
  return {
    realtime: {
      address: '/realtime',
      title: 'WebSocket',
      description: websocketDescription,
      servers: [{ $ref: '#/servers/websocket' }],
      messages: references([...up, ...down]),
      bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
      'x-subprotocol': subprotocol,
      'x-close-codes': closeCodes,
    },
    events: {
      address: '/events',
      title: 'Server-Sent Events',
      description: 'The same events where WebSocket is blocked; messages and marks then go by HTTP.',
      servers: [{ $ref: '#/servers/stream' }],
      messages: references(told),
      bindings: { http: { bindingVersion: '0.3.0' } },
    },
  };
}

const websocketDescription = [
  `Subprotocol \`${subprotocol}\`; signed in by the cookie, or by a second subprotocol \`bearer.<token>\`.`,
  'A WebSocket message is JSON text: a frame, or an array of frames.',
  'Close codes 4400–4499: do not come back with the same credentials. Any other: come back, with growing pauses, and sync.',
].join(' ');

function references(names: readonly string[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
}
