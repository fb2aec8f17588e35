import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cast } from '@parley/testkit/cast.ts';

let cast: Cast;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
});
after(() => cast[Symbol.asyncDispose]());

const open = (other: string) => ({ body: { kind: 'private', with: other } });

describe('CHAT1 two people have one private chat (C1)', () => {
  test('CHAT1 whoever opens it, however often, also at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        turn % 2 === 0
          ? cast.ok('createChat', open('friend'), 'owner')
          : cast.ok('createChat', open('owner'), 'friend'),
      ),
    );
    assert.equal(new Set(opened.map(({ number }) => number)).size, 1);
    const [chat] = opened;
    assert.equal(chat?.kind, 'private');
    assert.equal(chat?.name, null);
    assert.deepEqual(chat?.members.map(({ username, role }) => [username, role]).toSorted(), [
      ['friend', 'member'],
      ['owner', 'member'],
    ]);
  });

  test('CHAT1 both post, read, and are told live', async () => {
    using friend = await cast.socket('friend');
    const number = await cast.privateChat('owner', 'friend');
    const { number: message } = await cast.say(number, 'How are you?', 'owner');
    const heard = await friend.first('entry', (frame) => frame.chat === number);
    assert.equal(heard.entry.kind === 'message' && heard.entry.content, 'How are you?');
    assert.equal((await cast.ok('getChat', { params: { number } }, 'friend')).unread, 1);
    assert.equal((await cast.ok('getChat', { params: { number } }, 'owner')).unread, 0);
    await cast.ok('setMarks', { params: { number }, body: { read: message } }, 'friend');
    assert.equal((await cast.ok('getChat', { params: { number } }, 'friend')).unread, 0);
  });

  test('CHAT1 it needs a friendship to begin, and outlives it', async () => {
    assert.equal(await cast.refused('createChat', open('owner'), 'stranger'), 'not_friends');
    assert.equal(await cast.refused('createChat', open('nobody-there'), 'stranger'), 'not_found');
    assert.equal(await cast.refused('createChat', open('owner'), 'owner'), 'invalid_request');
    await cast.befriend('stranger', 'friend');
    const number = await cast.privateChat('stranger', 'friend');
    await cast.ok('removeFriend', { params: { username: 'friend' } }, 'stranger');
    assert.equal((await cast.ok('createChat', open('stranger'), 'friend')).number, number);
    await cast.say(number, 'We may still talk.', 'stranger');
  });
});

describe('POL3 a block ends what two people write to each other, at once', () => {
  test('POL3 over HTTP and over sockets, for both, until it is taken back; what was said stays', async () => {
    const number = await cast.privateChat('owner', 'member');
    await cast.say(number, 'Before.', 'member');
    using socket = await cast.socket('member');
    using other = await cast.socket('owner');
    await cast.ok('block', { params: { username: 'member' } }, 'owner');
    const send = { type: 'send', ref: 'r', chat: number, client_id: 'after-the-block', content: 'After.' };
    for (const each of [socket, other]) assert.equal((await each.refusal(send)).error.code, 'blocked');
    const said = { params: { number }, body: { content: 'After.' } };
    assert.equal(await cast.refused('postMessage', said, 'member'), 'blocked');
    const from = other.frames.length;
    socket.send({ type: 'typing', chat: number });
    await socket.settled();
    await other.settled();
    assert.ok(!other.frames.slice(from).some((frame) => frame.type === 'typing'));
    const { items } = await cast.ok('listMessages', { params: { number } }, 'member');
    assert.deepEqual(
      items.map(({ content }) => content),
      ['Before.'],
    );
    await cast.ok('unblock', { params: { username: 'member' } }, 'owner');
    await cast.say(number, 'Again.', 'member');
  });

  test('POL3 in a group both go on', async () => {
    await cast.acquaint();
    const number = await cast.group();
    await cast.ok('block', { params: { username: 'admin' } }, 'owner');
    await cast.say(number, 'Still members.', 'admin');
    await cast.say(number, 'Both of us.', 'owner');
  });
});
