import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { joinPeople, listenAs, openChat, openDelivery, propose, say } from '@parley/testkit/delivery-node.ts';
import { entryKind } from '../log/entry-kind.ts';
import { headFrame } from './fan-out.ts';
import { atOnce } from './spread.ts';

const left = (user: number, author: number) => ({
  kind: entryKind.member_left,
  author,
  data: JSON.stringify({ user }),
});

test('FAN1 every connection of every member gets the same text once, and strangers none', async () => {
  await using node = await openDelivery();
  const [alice = 0, bob = 0, eve = 0] = await joinPeople(node, ['alice', 'bob', 'eve']);
  const chat = await openChat(node, [alice, bob]);
  const listeners = [alice, bob, bob].map((user) => listenAs(node, { user }));
  const stranger = listenAs(node, { user: eve });
  for (let each = 1; each <= 30; each++) await say(node, chat, each % 2 ? alice : bob, `text ${each}`);
  for (const listener of listeners) {
    const entries = await listener.told('entry');
    assert.deepEqual(
      entries.map(({ position }) => position),
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    assert.deepEqual(entries, await listeners[0]?.told('entry'));
  }
  assert.deepEqual(await stranger.told('entry'), []);
  assert.deepEqual(stranger.frames, []);
});

test('FAN2 whoever was removed hears of that and of nothing after it', async () => {
  await using node = await openDelivery();
  const [alice = 0, bob = 0] = await joinPeople(node, ['alice', 'bob']);
  const chat = await openChat(node, [alice, bob]);
  const listener = listenAs(node, { user: bob });
  await say(node, chat, alice, 'before');
  // Called together, so that the removal and what follows it may share a batch.
  await Promise.all([
    propose(node, chat, left(bob, alice)),
    say(node, chat, alice, 'a secret'),
    say(node, chat, alice, 'another'),
  ]);
  await say(node, chat, alice, 'one more');
  const entries = await listener.told('entry');
  assert.deepEqual(
    entries.map(({ entry }) => entry.kind),
    ['message', 'member_left'],
  );
  assert.equal(JSON.stringify(listener.frames).includes('secret'), false);
  assert.deepEqual(await node.catchUp.heads(bob), {});
  await node.catchUp.sync(listener.connection, new Map([[chat.number, 1]]));
  assert.deepEqual((await listener.told('synced')).at(-1)?.heads, {});
  assert.equal((await listener.told('entry')).length, 2);
});

test('FAN2 entries of another node reach the members here, and leave out whom they removed', async () => {
  await using here = await openDelivery();
  await using there = await openDelivery({ data: here.data });
  const [alice = 0, bob = 0] = await joinPeople(here, ['alice', 'bob']);
  const chat = await openChat(here, [alice, bob]);
  const foreign = Promise.withResolvers<void>();
  here.log.onForeign((entries) => entries.some(({ content }) => content === 'last') && foreign.resolve());
  const [ofAlice, ofBob] = [alice, bob].map((user) => listenAs(here, { user }));
  await propose(there, chat, left(bob, alice));
  await say(there, chat, alice, 'last');
  await foreign.promise;
  assert.equal((await ofAlice?.told('entry'))?.at(-1)?.position, 2);
  assert.equal(JSON.stringify(ofBob?.frames).includes('last'), false);
});

test('FAN3 in a large chat those who do not look get heads, those who look get entries', async () => {
  await using node = await openDelivery({ environment: { PARLEY_LARGE_CHAT: '3' } });
  const people = await joinPeople(node, ['alice', 'bob', 'carol', 'dave']);
  const [alice = 0, bob = 0, carol = 0] = people;
  const chat = await openChat(node, people);
  const looking = listenAs(node, { user: bob });
  const away = listenAs(node, { user: carol });
  await node.catchUp.sync(looking.connection, new Map([[chat.number, 0]]));
  await say(node, chat, alice, 'hello');
  assert.deepEqual(
    (await looking.told('entry')).map(({ position }) => position),
    [1],
  );
  assert.deepEqual(await away.told('entry'), []);
  assert.deepEqual(
    (await away.told('head')).map(({ position }) => position),
    [1],
  );
});

test('FAN3 who does not read costs bounded memory, is told to resync once, and gets all after the sync', async () => {
  await using node = await openDelivery();
  const [alice = 0, bob = 0] = await joinPeople(node, ['alice', 'bob']);
  const chat = await openChat(node, [alice, bob]);
  const bufferBytes = 65_536;
  const slow = listenAs(node, { user: bob, bufferBytes });
  slow.stalled = true;
  for (let each = 1; each <= 150; each++) await say(node, chat, alice, `${each} `.padEnd(1000, 'x'));
  assert.equal((await slow.told('resync')).length, 1);
  assert.ok(slow.bytes < 1.2 * bufferBytes, `${slow.bytes} bytes were handed over`);
  slow.stalled = false;
  slow.buffered = 0;
  const held = (await slow.told('entry')).length;
  await node.catchUp.sync(slow.connection, new Map([[chat.number, held]]));
  await slow.told('synced');
  await say(node, chat, alice, 'and live again');
  const positions = (await slow.told('entry')).map(({ position }) => position);
  assert.ok(new Set<number>(positions).has(151), 'live events flow again');
  assert.deepEqual(slow.frames.at(-1)?.type, 'entry');
  assert.equal(slow.closedWith, undefined);
});

test('FAN4 an entry for very many connections takes turns with acknowledgements and other chats', async () => {
  await using node = await openDelivery();
  const [alice = 0, bob = 0] = await joinPeople(node, ['alice', 'bob']);
  const crowded = await openChat(node, [alice, bob]);
  const other = await openChat(node, [alice]);
  const crowd = Array.from({ length: 2000 }, () => listenAs(node, { user: bob }));
  const served = () => crowd.filter(({ bytes }) => bytes > 0).length;
  await say(node, crowded, alice, 'one');
  assert.equal(served(), 0, 'the acknowledgement comes first');
  const beside = listenAs(node, { user: alice });
  beside.connection.push(headFrame(other.number, 1));
  const said = say(node, other, alice, 'meanwhile');
  let servedBefore = 0;
  // Between two turns of the loop, whatever else is due has its own.
  for (let before = 0; before < crowd.length; before = served()) {
    await nextTurn();
    assert.ok(served() - before <= atOnce, `${served() - before} were served in one turn`);
    if (beside.bytes === 0) servedBefore = served();
  }
  assert.ok(servedBefore < crowd.length, `${servedBefore} were served before the other chat`);
  await said;
  assert.equal((await beside.told('entry')).length, 1);
  await say(node, crowded, alice, 'two');
  for (let turn = 0; turn < 1000 && crowd.some(({ frames }) => frames.length < 2); turn++) await nextTurn();
  for (const { frames } of crowd) {
    assert.deepEqual(
      frames.map((frame) => frame.type === 'entry' && frame.position),
      [1, 2],
    );
  }
});
