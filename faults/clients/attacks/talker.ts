import { FrameClient } from '@parley/testkit/frame-client.ts';
import type { Siege } from '../attack.ts';

const everyMs = 50;
/** Within what an account may send at once. */
const longMessages = 60;
const content = 'x'.repeat(15_000);

/** Writes long messages into the chat of the attackers for as long as the process runs. */
export async function talk({ url, tokens, chat }: Siege): Promise<void> {
  const client = await FrameClient.open(url, { token: tokens.at(-1) ?? '' });
  let said = 0;
  setInterval(() => {
    client.frames.length = 0;
    const id = `talk-${process.pid}-${++said}`;
    if (client.socket.readyState === client.socket.OPEN)
      client.send({ type: 'send', ref: id, chat, client_id: id, content });
  }, everyMs);
}

/** Writes some megabytes into the chat of the attackers. */
export async function fillChat({ url, tokens, chat }: Siege): Promise<void> {
  using client = await FrameClient.open(url, { token: tokens.at(-2) ?? '' });
  for (let said = 1; said <= longMessages; said++) {
    const id = `fill-${process.pid}-${said}`;
    client.send({ type: 'send', ref: id, chat, client_id: id, content });
    await client.first('ack', ({ ref }) => ref === id);
  }
}
