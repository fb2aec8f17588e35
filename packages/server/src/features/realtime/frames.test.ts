import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cast } from '@parley/testkit/cast.ts';

let cast: Cast;
let chat: number;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
});
after(() => cast[Symbol.asyncDispose]());

describe('RT6 a send is acknowledged with its number, and told to all members (R1)', () => {
  test('RT6 the ack names ref, number and position; every device of every member gets the entry', async () => {
    using one = await cast.socket('owner');
    using two = await cast.socket('owner');
    using member = await cast.socket('member');
    using stranger = await cast.socket('stranger');
    one.send({
      type: 'send',
      ref: 'my-ref',
      chat,
      client_id: 'rt6-1',
      content: 'Hello all',
      mentions: ['member'],
    });
    const ack = await one.first('ack');
    assert.deepEqual([ack.ref, ack.chat], ['my-ref', chat]);
    for (const socket of [one, two, member]) {
      const { entry } = await socket.first('entry', (frame) => frame.position === ack.position);
      assert.ok(entry.kind === 'message');
      assert.deepEqual(
        [entry.number, entry.sender, entry.content, entry.client_id, entry.mentions],
        [ack.number, 'owner', 'Hello all', 'rt6-1', ['member']],
      );
    }
    await stranger.settled();
    assert.ok(!stranger.frames.some((frame) => frame.type === 'entry'));
  });

  test('RT6 many sends of one socket keep their order', async () => {
    using socket = await cast.socket('admin');
    const sends = Array.from({ length: 300 }, (_, index) => ({
      type: 'send',
      ref: `r${index}`,
      chat,
      client_id: `order-${index}`,
      content: `No. ${index}`,
    }));
    for (const send of sends.slice(0, 150)) socket.send(send);
    socket.send(sends.slice(150));
    await socket.first('ack', (frame) => frame.ref === 'r299');
    const acks = socket.frames.filter((frame) => frame.type === 'ack');
    assert.deepEqual(
      acks.map(({ ref }) => ref),
      sends.map(({ ref }) => ref),
    );
    const numbers = acks.map(({ number }): number => number);
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => (numbers[0] ?? 0) + index),
    );
  });

  test('RT6 a send again is acknowledged as the first, also at once', async () => {
    using socket = await cast.socket('owner');
    const send = (ref: string) => ({ type: 'send', ref, chat, client_id: 'rt6-again', content: 'Once' });
    socket.send([send('a'), send('b')]);
    socket.send(send('c'));
    await socket.first('ack', (frame) => frame.ref === 'c');
    const acks = socket.frames.filter((frame) => frame.type === 'ack');
    assert.deepEqual(acks.map(({ ref }) => ref).toSorted(), ['a', 'b', 'c']);
    assert.equal(new Set(acks.map(({ number, position }) => `${number} ${position}`)).size, 1);
  });
});

describe('RT7 typing, marks and positions are told to those who are members now', () => {
  test('RT7 typing goes to the others, and to nobody else (R3)', async () => {
    using typist = await cast.socket('owner');
    using member = await cast.socket('member');
    using stranger = await cast.socket('stranger');
    typist.send({ type: 'typing', chat });
    const told = await member.first('typing');
    assert.deepEqual([told.chat, told.username], [chat, 'owner']);
    await typist.settled();
    await stranger.settled();
    for (const socket of [typist, stranger])
      assert.ok(!socket.frames.some((frame) => frame.type === 'typing'));
  });

  test('RT7 marks only grow, never pass the newest message, and are told (R4, R5)', async () => {
    const { number } = await cast.say(chat, 'Read this', 'owner');
    using reader = await cast.socket('member');
    using owner = await cast.socket('owner');
    reader.send({ type: 'mark', chat, delivered: number });
    const delivered = await owner.first('mark', (frame) => frame.username === 'member');
    assert.equal(delivered.delivered, number);
    assert.ok(delivered.read < number);
    reader.send({ type: 'mark', chat, read: 4_000_000 });
    const read = await owner.first('mark', (frame) => frame.username === 'member' && frame.read === number);
    assert.deepEqual([read.read, read.delivered], [number, number]);
    reader.send({ type: 'mark', chat, read: 1 });
    await reader.settled();
    const view = await cast.ok('getChat', { params: { number: chat } }, 'member');
    assert.deepEqual([view.marks, view.unread], [{ delivered: number, read: number }, 0]);
    const lower = { params: { number: chat }, body: { read: 1, delivered: 2 } };
    assert.deepEqual(await cast.ok('setMarks', lower, 'member'), { delivered: number, read: number });
  });

  test('RT7 a pong says where every chat of one’s own stands', async () => {
    using socket = await cast.socket('member');
    await socket.settled();
    const { heads } = await socket.first('pong');
    const { items } = await cast.ok('listChats', {}, 'member');
    assert.deepEqual(heads, Object.fromEntries(items.map(({ number, position }) => [number, position])));
  });

  test('RT7 a sync of another epoch is told to start afresh', async () => {
    using socket = await cast.socket('member');
    const { error } = await socket.refusal({ type: 'sync', epoch: 'another', chats: { [chat]: 1 } });
    assert.deepEqual([error.code, error.retry], ['stale_epoch', 'reconnect']);
    const { epoch } = await socket.first('hello');
    socket.send({ type: 'sync', epoch, chats: {} });
    assert.equal((await socket.first('synced')).epoch, epoch);
  });
});
