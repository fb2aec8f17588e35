import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cast } from '@parley/testkit/cast.ts';
import { nasty, pick, random, rounds, seed } from '../nasty-values.test-support.ts';

const fields = [
  'type',
  'ref',
  'chat',
  'client_id',
  'content',
  'read',
  'delivered',
  'chats',
  'epoch',
  'state',
  'forward',
];
const types = ['send', 'mark', 'typing', 'sync', 'presence', 'ping'];

/** A frame that was right before something was exchanged. */
function randomFrame(chat: number): object {
  const content = `Message ${Math.floor(random() * 20)}`;
  const right: Readonly<Record<string, object>> = {
    send: { ref: 'r', chat, client_id: `c${Math.floor(random() * 20)}`, content },
    mark: { chat, read: Math.ceil(random() * 9), delivered: Math.ceil(random() * 9) },
    typing: { chat },
    sync: { chats: { [chat]: Math.floor(random() * 9) } },
    presence: { state: pick(['online', 'away']) },
    ping: {},
  };
  const type = pick(types);
  const frame: Record<string, unknown> = { type, ...right[type] };
  if (random() < 0.6) frame[pick(fields)] = pick(nasty);
  return frame;
}

test(`RT2 whatever is said is answered as the contract says, never by a failure (seed ${seed})`, async () => {
  await using cast = await Cast.start();
  await cast.acquaint();
  const chat = await cast.group();
  using socket = await cast.socket('member');
  using witness = await cast.socket('owner');
  for (let round = 0; round < rounds; round += 1) {
    const batch = Array.from({ length: Math.ceil(random() * 6) }, () =>
      random() < 0.1 ? pick(nasty) : randomFrame(chat),
    );
    socket.send(random() < 0.5 ? batch : batch[0]);
    if (round % 50 === 49) await socket.settled();
  }
  await socket.settled();
  await witness.settled();
  const failures = socket.frames.filter((frame) => frame.type === 'error' && frame.error.code === 'internal');
  assert.deepEqual(failures, []);
  const numbers = witness.frames.flatMap((frame) =>
    frame.type === 'entry' && frame.chat === chat && frame.entry.kind === 'message'
      ? [frame.entry.number]
      : [],
  );
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => (numbers[0] ?? 0) + index),
    'every message, in order, once',
  );
});
