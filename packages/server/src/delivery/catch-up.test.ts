import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DownFrame } from '@parley/protocol/frames.ts';
import { limits } from '@parley/protocol/limits.ts';
import {
  type DeliveryNode,
  joinPeople,
  type Listener,
  listenAs,
  openChat,
  openDelivery,
  propose,
  say,
} from '@parley/testkit/delivery-node.ts';
import { entryKind } from '../log/entry-kind.ts';
import { Admission } from './admission.ts';
import { largestReplay } from './catch-up.ts';
import type { ChatState } from './chat-state.ts';

async function cast(node: DeliveryNode) {
  const [alice = 0, bob = 0] = await joinPeople(node, ['alice', 'bob']);
  return { alice, bob, chat: await openChat(node, [alice, bob]) };
}

async function fill(node: DeliveryNode, chat: ChatState, author: number, count: number) {
  await Promise.all(Array.from({ length: count }, (_, each) => say(node, chat, author, `text ${each}`)));
}

async function syncedFrames(
  node: DeliveryNode,
  listener: Listener,
  held: readonly (readonly [number, number])[],
) {
  const before = listener.frames.length;
  await node.catchUp.sync(listener.connection, new Map(held));
  await listener.told('synced');
  return listener.frames.slice(before);
}

const typesOf = (frames: readonly DownFrame[]) => frames.map(({ type }) => type);

test('CATCH1 no entry falls between the sync and what comes live', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  await fill(node, chat, alice, 20);
  const listener = listenAs(node, { user: bob });
  const sending = fill(node, chat, alice, 200);
  await syncedFrames(node, listener, [[chat.number, 5]]);
  await sending;
  const positions = new Set<number>((await listener.told('entry')).map(({ position }) => position));
  for (let position = 6; position <= 220; position++) assert.ok(positions.has(position), `${position}`);
});

test('CATCH2 a small hole is answered with its entries in order, up to the largest replay', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  await fill(node, chat, alice, largestReplay);
  const listener = listenAs(node, { user: bob });
  const frames = await syncedFrames(node, listener, [[chat.number, 0]]);
  const positions = frames.flatMap((frame) => (frame.type === 'entry' ? [frame.position] : []));
  assert.deepEqual(
    positions,
    Array.from({ length: largestReplay }, (_, index) => index + 1),
  );
  assert.deepEqual(frames.at(-1)?.type, 'synced');
  const nothing = await syncedFrames(node, listener, [[chat.number, largestReplay]]);
  assert.deepEqual(typesOf(nothing), ['synced']);
});

test('CATCH3 ten thousand missed are one gap of bounded size with the newest window and the chat as it stands', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  await fill(node, chat, alice, 10_000);
  await propose(node, chat, {
    kind: entryKind.message_edited,
    about: 9_999,
    author: alice,
    content: 'edited',
  });
  const [away, close] = [listenAs(node, { user: bob }), listenAs(node, { user: bob })];
  const frames = await syncedFrames(node, away, [[chat.number, 3]]);
  assert.deepEqual(typesOf(frames), ['gap', 'synced']);
  const [gap] = frames;
  assert.ok(gap?.type === 'gap');
  assert.deepEqual([gap.from, gap.to, gap.view.position, gap.view.unread], [4, 10_001, 10_001, 10_000]);
  assert.equal(gap.messages.length, limits.messagePageSize);
  assert.deepEqual(gap.messages.map(({ number }) => number).slice(0, 2), [10_000, 9_999]);
  assert.equal(gap.messages[1]?.content, 'edited');
  // Who was away for one entry ends where who was away for all does.
  const few = await syncedFrames(node, close, [[chat.number, 10_000]]);
  assert.deepEqual(typesOf(few), ['entry', 'synced']);
  assert.deepEqual(few.at(-1), frames.at(-1));
});

test('CATCH4 chats that were not named are answered by their heads, and chats of others not at all', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  const other = await openChat(node, [alice, bob]);
  const foreign = await openChat(node, [alice]);
  for (const each of [chat, other, foreign]) await fill(node, each, alice, 3);
  const listener = listenAs(node, { user: bob });
  const frames = await syncedFrames(node, listener, [
    [chat.number, 2],
    [foreign.number, 0],
    [9999, 0],
  ]);
  assert.deepEqual(typesOf(frames), ['entry', 'synced']);
  const heads = { [chat.number]: 3, [other.number]: 3 };
  assert.deepEqual(frames[1], { type: 'synced', epoch: node.log.epoch, heads });
});

test('CATCH5 however many come back at once, a bounded number is served at a time, in the order they came', async () => {
  const peaks: number[] = [];
  const admission = new Admission(4, (running) => peaks.push(running));
  const gates = Array.from({ length: 40 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const jobs = gates.map(({ promise }, each) =>
    admission.run(async () => {
      begun.push(each);
      await promise;
      if (each === 7) throw new Error('one fails');
    }),
  );
  const settled = Promise.allSettled(jobs);
  for (const { resolve } of gates) {
    await new Promise(setImmediate);
    resolve();
  }
  assert.equal((await settled).filter(({ status }) => status === 'rejected').length, 1);
  assert.equal(Math.max(...peaks), 4);
  assert.equal(peaks.at(-1), 0);
  assert.deepEqual(
    begun,
    gates.map((_, each) => each),
  );
});

test('CATCH6 heads show a lost last event', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await cast(node);
  await fill(node, chat, alice, 4);
  assert.deepEqual(await node.catchUp.heads(bob), { [chat.number]: 4 });
  await using other = await openDelivery({ data: node.data });
  assert.deepEqual(await other.catchUp.heads(bob), { [chat.number]: 4 });
});

test('CATCH7 a sync that does not fit the buffer says how far it came, and never ends in a circle of resyncs', async () => {
  await using node = await openDelivery();
  const { alice, bob } = await cast(node);
  const chats = [];
  for (let each = 0; each < 4; each++) chats.push(await openChat(node, [alice, bob]));
  for (const chat of chats) {
    await Promise.all(
      Array.from({ length: 60 }, (_, each) => say(node, chat, alice, `${each}`.padEnd(2000, 'x'))),
    );
  }
  const listener = listenAs(node, { user: bob, bufferBytes: 65_536 });
  const held = new Map(chats.map(({ number }) => [number, 0]));
  for (let round = 0; round < 30; round++) {
    const frames = await syncedFrames(node, listener, [...held]);
    assert.equal(typesOf(frames).includes('resync'), false);
    for (const frame of frames) {
      if (frame.type !== 'entry') continue;
      assert.equal(frame.position, (held.get(frame.chat) ?? 0) + 1, 'what is sent has no hole');
      held.set(frame.chat, frame.position);
    }
  }
  assert.deepEqual(new Set(held.values()), new Set([60]));
  assert.equal(listener.closedWith, undefined);
});

test('CATCH7 gaps stop where the buffer is full as well', async () => {
  await using node = await openDelivery();
  const { alice, bob } = await cast(node);
  const held: [number, number][] = [];
  for (let each = 0; each < 6; each++) {
    const chat = await openChat(node, [alice, bob]);
    const draft = { kind: entryKind.message, at: 1, author: alice, content: 'x'.repeat(2000) };
    await node.accept.inChat(chat, () => Array.from({ length: largestReplay + 1 }, () => draft));
    held.push([chat.number, 0]);
  }
  const listener = listenAs(node, { user: bob, bufferBytes: 65_536 });
  const frames = await syncedFrames(node, listener, held);
  const gaps = frames.filter(({ type }) => type === 'gap').length;
  assert.ok(gaps >= 1 && gaps < 6, `${gaps} gaps`);
  const synced = frames.at(-1);
  assert.ok(synced?.type === 'synced');
  for (const [chat] of held) assert.equal(synced.heads[chat], largestReplay + 1);
  assert.equal(typesOf(frames).includes('resync'), false);
});

test('HOST6 while somebody with many chats is caught up, others get their turn', async () => {
  await using node = await openDelivery();
  const [alice = 0] = await joinPeople(node, ['alice']);
  for (let each = 0; each < 120; each++) await openChat(node, [alice]);
  let turns = 0;
  let done = false;
  const count = () => {
    turns += 1;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  const listener = listenAs(node, { user: alice });
  await node.catchUp.sync(listener.connection, new Map());
  assert.ok(turns >= 4, `${turns} turns`);
  const before = turns;
  assert.equal(Object.keys(await node.catchUp.heads(alice)).length, 120);
  done = true;
  assert.ok(turns - before >= 4);
});
