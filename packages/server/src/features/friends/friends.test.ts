import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeopleCast } from '@parley/testkit/people-cast.ts';
import { openPeopleNode, type Tidy } from '@parley/testkit/people-node.ts';
import type { Caller } from '../handler.ts';

async function openCast(t: Tidy) {
  const node = await openPeopleNode(t);
  const cast = new PeopleCast(node);
  const [alice, bob, carol] = [await cast.join('alice'), await cast.join('bob'), await cast.join('carol')];
  const send = (as: Caller, to: string) => cast.answered('sendFriendRequest', { as, body: { to } });
  const sendRefused = (as: Caller, to: string) => cast.refused('sendFriendRequest', { as, body: { to } });
  const answerWith = (as: Caller, username: string, status: string) => ({
    as,
    params: { username },
    body: { status },
  });
  const list = async (as: Caller, direction: 'sent' | 'received') => {
    const { items } = await cast.answered('listFriendRequests', { as, query: { direction } });
    return items.map(({ from, to, status }) => `${from.username} → ${to.username} ${status}`);
  };
  const friendsOf = async (as: Caller) =>
    (await cast.answered('listFriends', { as })).items.map(({ username }) => username);
  return { node, cast, alice, bob, carol, send, sendRefused, answerWith, list, friendsOf };
}

test('FRIEND1 a second request, one to a friend, to oneself or to nobody is refused', async (t) => {
  const { cast, alice, bob, carol, send, sendRefused } = await openCast(t);
  const request = await send(alice, 'bob');
  assert.deepEqual([request.from.username, request.to.username, request.status], ['alice', 'bob', 'unread']);
  assert.equal(await sendRefused(alice, 'bob'), 'request_exists');
  assert.equal(await sendRefused(alice, 'nobody'), 'not_found');
  assert.equal(await sendRefused(alice, 'ALICE'), 'invalid_request');
  await cast.befriend(bob, carol);
  assert.equal(await sendRefused(bob, 'carol'), 'already_friends');
  assert.equal(await sendRefused(carol, 'bob'), 'already_friends');
});

test('FRIEND2 requests are listed both ways, newest first, and pages hold while more come in', async (t) => {
  const { node, cast, alice, send, list, bob } = await openCast(t);
  const names: string[] = [];
  for (let each = 0; each < 7; each++) {
    const username = `user${each}`;
    names.unshift(username);
    const sender = await cast.join(username);
    if (each % 3 === 0) await node.clock.advance(1000);
    await send(sender, 'alice');
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '3', ...(cursor === undefined ? {} : { cursor }) };
    const page = await cast.answered('listFriendRequests', { as: alice, query });
    seen.push(...page.items.map(({ from }) => from.username));
    cursor = page.next_cursor;
    if (seen.length === 3) {
      await node.clock.advance(1000);
      await send(bob, 'alice');
      await node.stores.accounts.remove(
        (await cast.node.stores.accounts.holderOf(node.ownApp, seen[2] ?? '')) ?? 0,
        1,
      );
    }
  } while (cursor !== undefined);
  assert.deepEqual(seen, names);
  assert.deepEqual(await list(bob, 'sent'), ['bob → alice unread']);
  assert.equal((await list(alice, 'received'))[0], 'bob → alice unread');
  for (const bad of ['nonsense', '1.', '.bob', '5.nobody']) {
    assert.equal(
      await cast.refused('listFriendRequests', { as: alice, query: { cursor: bad } }),
      'invalid_request',
    );
  }
});

test('FRIEND3 FRIEND10 asking somebody who has asked is a friendship at once, told to both', async (t) => {
  const { cast, alice, bob, send, list, friendsOf } = await openCast(t);
  const [ofAlice, ofBob] = [cast.connect(alice), cast.connect(bob)];
  await send(alice, 'bob');
  const crossing = await send(bob, 'alice');
  assert.deepEqual(
    [crossing.from.username, crossing.to.username, crossing.status],
    ['bob', 'alice', 'accepted'],
  );
  assert.deepEqual(await friendsOf(alice), ['bob']);
  assert.deepEqual(await friendsOf(bob), ['alice']);
  for (const caller of [alice, bob]) {
    assert.deepEqual([...(await list(caller, 'sent')), ...(await list(caller, 'received'))], []);
  }
  for (const device of [ofAlice, ofBob]) {
    const requests = (await device.told('friend_request')).map(
      ({ request }) => `${request.from.username} ${request.status}`,
    );
    assert.deepEqual(requests, ['alice unread', 'alice accepted']);
    assert.equal((await device.told('friend')).length, 1);
  }
});

test('FRIEND4 only the recipient answers, and accepting makes both friends', async (t) => {
  const { cast, alice, bob, carol, send, answerWith, friendsOf } = await openCast(t);
  await send(alice, 'bob');
  for (const status of ['read', 'accepted', 'rejected']) {
    assert.equal(await cast.refused('answerFriendRequest', answerWith(alice, 'bob', status)), 'not_found');
    assert.equal(await cast.refused('answerFriendRequest', answerWith(carol, 'alice', status)), 'not_found');
  }
  const accepted = await cast.answered('answerFriendRequest', answerWith(bob, 'alice', 'accepted'));
  assert.deepEqual(
    [accepted.from.username, accepted.to.username, accepted.status],
    ['alice', 'bob', 'accepted'],
  );
  assert.deepEqual(await friendsOf(alice), ['bob']);
  assert.deepEqual(await friendsOf(bob), ['alice']);
  assert.equal(await cast.refused('answerFriendRequest', answerWith(bob, 'alice', 'rejected')), 'not_found');
});

test('FRIEND5 the sender never learns that a request was read or rejected', async (t) => {
  const { cast, alice, bob, send, sendRefused, answerWith, list } = await openCast(t);
  const device = cast.connect(alice);
  await send(alice, 'bob');
  await cast.answered('answerFriendRequest', answerWith(bob, 'alice', 'read'));
  assert.deepEqual(await list(bob, 'received'), ['alice → bob read']);
  assert.deepEqual(await list(alice, 'sent'), ['alice → bob unread']);
  await cast.answered('answerFriendRequest', answerWith(bob, 'alice', 'rejected'));
  assert.deepEqual(await list(bob, 'received'), []);
  assert.deepEqual(await list(alice, 'sent'), ['alice → bob unread']);
  assert.equal(await cast.refused('answerFriendRequest', answerWith(bob, 'alice', 'accepted')), 'not_found');
  assert.equal(await sendRefused(alice, 'bob'), 'request_exists');
  assert.equal((await device.told('friend_request')).length, 1, 'the sender was told of the answer');
  await cast.answered('withdrawFriendRequest', { as: alice, params: { username: 'bob' } });
  await send(alice, 'bob');
  assert.deepEqual(await list(bob, 'received'), ['alice → bob unread']);
});

test('FRIEND6 withdrawing takes a request from both lists, and both are told it is closed', async (t) => {
  const { cast, alice, bob, send, answerWith, list } = await openCast(t);
  const devices = [cast.connect(alice), cast.connect(bob)];
  await send(alice, 'bob');
  const withdraw = { as: alice, params: { username: 'bob' } };
  assert.equal(
    await cast.refused('withdrawFriendRequest', { as: bob, params: { username: 'alice' } }),
    'not_found',
  );
  await cast.answered('withdrawFriendRequest', withdraw);
  assert.equal(await cast.refused('withdrawFriendRequest', withdraw), 'not_found');
  assert.deepEqual([...(await list(alice, 'sent')), ...(await list(bob, 'received'))], []);
  for (const device of devices) {
    const told = (await device.told('friend_request')).map(({ request }) => request.status);
    assert.deepEqual(told, ['unread', 'rejected']);
  }
  await send(alice, 'bob');
  await cast.answered('answerFriendRequest', answerWith(bob, 'alice', 'rejected'));
  const [, ofBob] = devices;
  const before = (await ofBob?.told('friend_request'))?.length;
  await cast.answered('withdrawFriendRequest', withdraw);
  assert.equal((await ofBob?.told('friend_request'))?.length, before, 'told of a request they had rejected');
});

test('FRIEND7 who asks somebody that blocks them cannot tell, by any answer or event', async (t) => {
  const { cast, alice, bob, carol, send, sendRefused, list } = await openCast(t);
  await cast.answered('block', { as: bob, params: { username: 'alice' } });
  const [ofAlice, ofBob] = [cast.connect(alice), cast.connect(bob)];
  const toBlocker = await send(alice, 'bob');
  const toOther = await send(alice, 'carol');
  const shape = ({ status, created_at }: typeof toBlocker) => ({ status, created_at });
  assert.deepEqual(shape(toBlocker), shape(toOther));
  assert.deepEqual(await list(alice, 'sent'), ['alice → carol unread', 'alice → bob unread']);
  assert.equal(await sendRefused(alice, 'bob'), await sendRefused(alice, 'carol'));
  const relation = async (username: string) =>
    (await cast.answered('getUser', { as: alice, params: { username } })).relation;
  assert.equal(await relation('bob'), await relation('carol'));
  assert.equal((await ofAlice.told('friend_request')).length, 2);
  assert.deepEqual(await list(bob, 'received'), []);
  assert.deepEqual(await ofBob.told('friend_request'), []);
  for (const username of ['bob', 'carol']) {
    await cast.answered('withdrawFriendRequest', { as: alice, params: { username } });
  }
  assert.deepEqual(await ofBob.told('friend_request'), []);
  assert.equal((await list(carol, 'received')).length, 0);
});

test('FRIEND8 a block ends friendship and requests; only the blocker sees it and takes it back', async (t) => {
  const { node, cast, alice, bob, carol, send, sendRefused, list, friendsOf } = await openCast(t);
  await cast.befriend(alice, bob);
  await send(carol, 'bob');
  const [ofAlice, ofBob] = [cast.connect(alice), cast.connect(bob)];
  const block = (username: string) => cast.ask('block', { as: bob, params: { username } });
  await block('alice');
  await block('alice');
  await block('carol');
  assert.deepEqual([await friendsOf(alice), await friendsOf(bob)], [[], []]);
  for (const device of [ofAlice, ofBob]) {
    const ended = (await device.told('friend')).map(({ status }) => status);
    assert.deepEqual(ended, ['removed']);
  }
  assert.deepEqual([await list(bob, 'received'), await list(carol, 'sent')], [[], ['carol → bob unread']]);
  assert.equal(await sendRefused(bob, 'alice'), 'blocked');
  assert.equal(await node.store.friends.isBlocked(alice.user, bob.user), true);
  assert.equal(await node.store.friends.isBlocked(bob.user, alice.user), true);
  const page = await cast.answered('listBlocks', { as: bob, query: { limit: '1' } });
  assert.deepEqual([page.items[0]?.username, page.next_cursor], ['alice', 'alice']);
  const rest = await cast.answered('listBlocks', { as: bob, query: { cursor: 'alice' } });
  assert.deepEqual(
    rest.items.map(({ username }) => username),
    ['carol'],
  );
  assert.deepEqual((await cast.answered('listBlocks', { as: alice })).items, []);
  const unblock = (as: Caller, username: string) => ({ as, params: { username } });
  assert.equal(await cast.refused('unblock', unblock(alice, 'bob')), 'not_found');
  await cast.answered('unblock', unblock(bob, 'alice'));
  assert.equal(await cast.refused('unblock', unblock(bob, 'alice')), 'not_found');
  await send(bob, 'alice');
  assert.deepEqual(await list(alice, 'received'), ['bob → alice unread']);
  assert.equal(await cast.refused('block', unblock(bob, 'bob')), 'invalid_request');
});

test('FRIEND8 the blocker’s own request looks withdrawn to the other', async (t) => {
  const { cast, alice, bob, send, list, answerWith } = await openCast(t);
  await send(bob, 'alice');
  const device = cast.connect(alice);
  await cast.answered('block', { as: bob, params: { username: 'alice' } });
  assert.deepEqual([await list(alice, 'received'), await list(bob, 'sent')], [[], []]);
  assert.deepEqual(
    (await device.told('friend_request')).map(({ request }) => request.status),
    ['rejected'],
  );
  await cast.answered('unblock', { as: bob, params: { username: 'alice' } });
  await send(bob, 'alice');
  await cast.answered('answerFriendRequest', answerWith(alice, 'bob', 'rejected'));
  const before = (await device.told('friend_request')).length;
  await cast.answered('block', { as: bob, params: { username: 'alice' } });
  assert.equal((await device.told('friend_request')).length, before, 'told of a request they had rejected');
});

test('FRIEND8 a block closes the private chat at once, and stays while either side has one', async (t) => {
  const { node, cast, alice, bob } = await openCast(t);
  const seen: [number, number, boolean][] = [];
  const setBlocked = node.chats.setBlocked.bind(node.chats);
  node.chats.setBlocked = (one, other, blocked) => {
    seen.push([one, other, blocked]);
    setBlocked(one, other, blocked);
  };
  const name = (username: string) => ({ params: { username } });
  await cast.answered('block', { as: alice, ...name('bob') });
  await cast.answered('block', { as: bob, ...name('alice') });
  await cast.answered('unblock', { as: alice, ...name('bob') });
  await cast.answered('unblock', { as: bob, ...name('alice') });
  assert.deepEqual(
    seen.map(([, , blocked]) => blocked),
    [true, true, true, false],
  );
});

test('FRIEND9 friends are listed by username with since when; ending it ends it for both', async (t) => {
  const { node, cast, alice, bob, friendsOf } = await openCast(t);
  for (const username of ['zoe', 'dan', 'eve', 'fay']) {
    await node.clock.advance(1000);
    await cast.befriend(alice, await cast.join(username));
  }
  const first = await cast.answered('listFriends', { as: alice, query: { limit: '3' } });
  assert.deepEqual(
    first.items.map(({ username }) => username),
    ['dan', 'eve', 'fay'],
  );
  assert.equal(first.items[2]?.since, new Date(node.clock.now()).toISOString());
  const cursor = first.next_cursor ?? '';
  const second = await cast.answered('listFriends', { as: alice, query: { limit: '3', cursor } });
  assert.deepEqual([second.items.length, second.next_cursor], [1, undefined]);
  const device = cast.connect(alice);
  const zoe = { user: second.items[0]?.username ?? '' };
  await cast.answered('removeFriend', { as: alice, params: { username: zoe.user } });
  assert.equal(await cast.refused('removeFriend', { as: alice, params: { username: 'zoe' } }), 'not_found');
  assert.equal(await cast.refused('removeFriend', { as: alice, params: { username: 'bob' } }), 'not_found');
  assert.deepEqual(await friendsOf(alice), ['dan', 'eve', 'fay']);
  assert.deepEqual(await friendsOf(bob), []);
  assert.equal((await device.told('friend'))[0]?.user.username, 'zoe');
});
