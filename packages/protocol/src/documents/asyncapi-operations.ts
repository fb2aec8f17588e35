import { downMessages, upMessages } from './asyncapi-messages.ts';

const security = [
  { $ref: '#/components/securitySchemes/bearer' },
  { $ref: '#/components/securitySchemes/cookie' },
];
const realtime = { $ref: '#/channels/realtime' };

/** Frames that answer a frame; the others come by themselves. */
const replies: Readonly<Record<string, readonly string[]>> = {
  up_send: ['down_ack', 'down_error'],
  up_mark: ['down_error'],
  up_sync: ['down_entry', 'down_gap', 'down_synced', 'down_error'],
  up_ping: ['down_pong'],
};

/** From the server's side: it receives what goes up and sends what comes down. */
export function asyncOperations(): Record<string, unknown> {
  const received = Object.entries(upMessages).map(([name, { meaning }]) => [
    name,
    {
      action: 'receive',
      channel: realtime,
      summary: meaning,
      security,
      messages: [inRealtime(name)],
      ...(replies[name] === undefined
        ? {}
        : { reply: { channel: realtime, messages: replies[name].map(inRealtime) } }),
    },
  ]);
  return { ...Object.fromEntries(received), deliver: deliver('realtime'), stream: deliver('events') };
}

function deliver(channel: 'realtime' | 'events') {
  const all = Object.keys(downMessages);
  return {
    action: 'send',
    channel: { $ref: `#/channels/${channel}` },
    summary: 'What happens, as it happens.',
    security,
    ...(channel === 'realtime' ? { messages: all.map(inRealtime) } : {}),
  };
}

function inRealtime(name: string): { $ref: string } {
  return { $ref: `#/channels/realtime/messages/${name}` };
}
