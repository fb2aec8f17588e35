import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type DeliveryNode,
  joinPeople,
  type Listener,
  listenAs,
  openChat,
  openDelivery,
  say,
} from '@parley/testkit/delivery-node.ts';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import type { Bus } from '../../bus/bus.ts';
import { MemoryHub, openLoneBus } from '../../bus/memory/memory-bus.ts';
import type { Log } from '../../log/log.ts';

/** Two nodes on one log and store, with what they said on the bus. */
async function openTwo() {
  const hub = new MemoryHub();
  const clock = createFakeClock();
  const said: string[] = [];
  const one = await openDelivery({ clock, bus: spoken(hub.open('one'), said) });
  const two = await openDelivery({ clock, bus: spoken(hub.open('two'), said), data: one.data });
  await Promise.all([one.listening, two.listening]);
  const [alice = 0, bob = 0] = await joinPeople(one, ['alice', 'bob']);
  const dispose = async () => {
    await two[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
  };
  return { hub, clock, said, one, two, alice, bob, [Symbol.asyncDispose]: dispose };
}

/** A bus whose topics are noted when something is published. */
function spoken(bus: Bus, said: string[]): Bus {
  return {
    node: bus.node,
    get reach() {
      return bus.reach;
    },
    publish(topic, payload) {
      said.push(`${bus.node} ${topic}`);
      bus.publish(topic, payload);
    },
    subscribe: (topic, listener) => bus.subscribe(topic, listener),
    onInterrupted: (listener) => bus.onInterrupted(listener),
    [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose](),
  };
}

/** Somebody who has connected and synced: from now on they miss nothing. */
async function present(node: DeliveryNode, user: number): Promise<Listener> {
  const listener = listenAs(node, { user });
  await node.catchUp.sync(listener.connection, new Map());
  return listener;
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await nextTurn();
}

test('ROUTE1 a frame for a person reaches every connection on every node once, and nobody else', async () => {
  await using all = await openTwo();
  const { one, two, alice, bob } = all;
  const theirs = [await present(one, bob), await present(two, bob), await present(two, bob)];
  const stranger = await present(two, alice);
  one.people.tell(bob, { type: 'chat', chat: 12 as never, status: 'invited' });
  for (const each of theirs) assert.equal((await each.told('chat')).length, 1);
  assert.deepEqual(await stranger.told('chat'), []);
});

test('ROUTE1 sessions and people are ended on every node', async () => {
  await using all = await openTwo();
  const { one, two, alice, bob } = all;
  const [hers, his, other] = [await present(two, alice), await present(two, bob), await present(one, bob)];
  one.people.endSession(hers.connection.sessionHandle);
  await nextTurn();
  assert.deepEqual([hers.closedWith !== undefined, his.closedWith], [true, undefined]);
  one.people.endUser(bob);
  await nextTurn();
  assert.ok(his.closedWith !== undefined && other.closedWith !== undefined);
});

test('ROUTE2 CATCH1 who joins a chat by another node gets its entries, and its head once it is followed', async () => {
  await using all = await openTwo();
  const { one, two, alice, bob } = all;
  const listener = await present(two, bob);
  const chat = await openChat(one, [alice, bob]);
  const told = async (type: 'chat' | 'head') => (await listener.told(type)).length > 0;
  await until(() => told('chat'));
  await until(() => told('head'));
  await say(one, chat, alice, 'hello');
  await until(async () => (await listener.told('entry')).some(({ entry }) => entry.kind === 'message'));
  assert.equal((await listener.told('chat')).length, 1);
});

test('ROUTE2 CATCH1 a sync waits until the chats are followed: what was said before is in its heads', async () => {
  await using all = await openTwo();
  const { one, two, alice, bob } = all;
  const chat = await openChat(one, [alice, bob]);
  // Known here, and soon old: nobody here has a reason to hear of it.
  await two.chats.load(chat.log);
  let follow = () => {};
  const followed = new Promise<void>((resolve) => {
    follow = resolve;
  });
  two.log.onForeign = () => () => undefined;
  two.log.follow = () => followed;
  const listener = listenAs(two, { user: bob });
  const synced = two.catchUp.sync(listener.connection, new Map());
  await say(one, chat, alice, 'before it is followed');
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  assert.deepEqual(await listener.told('synced'), []);
  follow();
  await synced;
  const [frame] = await listener.told('synced');
  assert.equal(frame?.heads[chat.number], one.chats.known(chat.log)?.committed.position);
});

test('ROUTE3 marks and typing reach members on all nodes, marks are raised there, and nothing is said twice', async () => {
  await using all = await openTwo();
  const { one, two, said, alice, bob } = all;
  const chat = await openChat(one, [alice, bob]);
  await say(one, chat, alice, 'hello');
  const [here, there, hers] = [await present(one, bob), await present(two, bob), await present(two, alice)];
  const state = await one.chats.load(chat.log);
  assert.ok(state !== undefined);
  said.length = 0;
  one.marks.raise(state, bob, { read: 1 });
  one.fanOut.event(state, { type: 'typing', chat: chat.number as never, username: 'alice' }, alice);
  for (const each of [here, there, hers]) assert.equal((await each.told('mark')).length, 1);
  for (const each of [here, there]) assert.equal((await each.told('typing')).length, 1);
  assert.deepEqual(await hers.told('typing'), []);
  assert.equal(two.chats.known(chat.log)?.members.get(bob)?.read, 1);
  assert.deepEqual(
    said.filter((line) => line.includes('chat.')),
    [`one chat.${chat.log}`, `one chat.${chat.log}`],
  );
});

test('ROUTE4 a block and a new name are known on the other node', async () => {
  await using all = await openTwo();
  const { one, two, alice, bob } = all;
  const chat = await openChat(one, [alice, bob], 'private');
  const there = await two.chats.load(chat.log);
  one.everywhere.setBlocked(alice, bob, true);
  await nextTurn();
  assert.equal(there?.blocked, true);
  one.everywhere.setBlocked(alice, bob, false);
  await nextTurn();
  assert.equal(there?.blocked, false);
  await one.store.accounts.change(bob, { name: 'Robert' } as never);
  one.everywhere.forgetPerson(bob);
  await nextTurn();
  const again = await two.chats.load(chat.log);
  assert.equal(again?.members.get(bob)?.name, 'Robert');
});

test('ROUTE5 after an interruption nothing that may be old is remembered, and chats joined meanwhile are followed', async () => {
  await using all = await openTwo();
  const { hub, one, two, alice, bob } = all;
  const chat = await openChat(one, [alice, bob], 'private');
  const listener = await present(two, bob);
  hub.cut();
  await one.store.friends.block(alice, bob);
  one.everywhere.setBlocked(alice, bob, true);
  const joined = await openChat(one, [alice, bob]);
  await nextTurn();
  const followed: number[] = [];
  const log: Log = two.log;
  log.follow = async (key) => void followed.push(key);
  assert.equal((await two.chats.load(chat.log))?.blocked, false);
  hub.mend();
  assert.equal((await two.chats.load(chat.log))?.blocked, true);
  await until(() => followed.includes(joined.log));
  await two.catchUp.sync(listener.connection, new Map());
  const heads = (await listener.told('synced')).at(-1)?.heads ?? {};
  assert.ok(joined.number in heads);
});

test('ROUTE6 a node that is alone publishes nothing and reads no memberships for a connection', async () => {
  const said: string[] = [];
  await using node = await openDelivery({ bus: spoken(openLoneBus('one'), said) });
  const [alice = 0, bob = 0] = await joinPeople(node, ['alice', 'bob']);
  const memberships = node.store.chats.memberships.bind(node.store.chats);
  let reads = 0;
  node.store.chats.memberships = (user) => {
    reads += 1;
    return memberships(user);
  };
  assert.equal(node.people, node.connections);
  const listener = listenAs(node, { user: bob });
  const chat = await openChat(node, [alice, bob]);
  await say(node, chat, alice, 'hello');
  const state = await node.chats.load(chat.log);
  assert.ok(state !== undefined);
  node.marks.raise(state, bob, { read: 1 });
  assert.equal((await listener.told('mark')).length, 1);
  assert.deepEqual([said, reads], [[], 0]);
});
