import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Device, PeopleCast } from '@parley/testkit/people-cast.ts';
import { openPeopleNode, type Tidy } from '@parley/testkit/people-node.ts';
import type { Caller } from '../handler.ts';
import { announcePresence } from './announce-presence.ts';

/** Longer than a change must last to be told. */
const settledMs = 5000;

async function openCast(t: Tidy) {
  const node = await openPeopleNode(t);
  announcePresence(node);
  const cast = new PeopleCast(node);
  const [alice, bob, carol] = [await cast.join('alice'), await cast.join('bob'), await cast.join('carol')];
  await cast.befriend(alice, bob);
  const watcher = cast.connect(bob);
  const stranger = cast.connect(carol);
  await node.clock.advance(settledMs);
  /** States of alice that a device was told, after at least `count` have come. */
  const statesTold = async (device: Device, count: number) => {
    const told = async () => (await device.told('presence')).filter(({ username }) => username === 'alice');
    while ((await told()).length < count) await nextTurn();
    return (await told()).map(({ state, last_seen }) =>
      last_seen === undefined ? state : `${state} ${last_seen}`,
    );
  };
  const hide = (as: Caller, presence_visibility: 'friends' | 'nobody') =>
    cast.answered('changeAccount', { as, body: { presence_visibility } });
  const seenBy = async (as: Caller) => {
    const { presence, last_seen } = await cast.answered('getUser', { as, params: { username: 'alice' } });
    return [presence, last_seen];
  };
  const time = () => new Date(node.clock.now()).toISOString();
  return { node, cast, alice, bob, carol, watcher, stranger, statesTold, hide, seenBy, time };
}

test('PRES1 friends are told online, away and offline in that order; nobody else is told', async (t) => {
  const { node, cast, alice, watcher, stranger, statesTold, time } = await openCast(t);
  const device = cast.connect(alice);
  await node.clock.advance(settledMs);
  node.people.setAway(device.connection, true);
  await node.clock.advance(settledMs);
  cast.disconnect(device);
  await node.clock.advance(settledMs);
  const told = await statesTold(watcher, 3);
  assert.deepEqual(told.slice(0, 2), ['online', 'away']);
  assert.match(told[2] ?? '', /^offline 2026-01-01T/);
  assert.ok((told[2] ?? '') <= `offline ${time()}`);
  assert.deepEqual(await stranger.told('presence'), []);
});

test('PRES1 a connection lost and found again is not news', async (t) => {
  const { node, cast, alice, watcher, statesTold } = await openCast(t);
  let device = cast.connect(alice);
  await node.clock.advance(settledMs);
  for (let each = 0; each < 5; each++) {
    cast.disconnect(device);
    device = cast.connect(alice);
    await node.clock.advance(settledMs);
  }
  assert.deepEqual(await statesTold(watcher, 1), ['online']);
});

test('PRES2 friends see presence and last seen in lists and profiles; strangers see neither', async (t) => {
  const { node, cast, alice, bob, carol, watcher, statesTold, seenBy } = await openCast(t);
  assert.deepEqual(await seenBy(bob), ['offline', undefined]);
  const device = cast.connect(alice);
  assert.deepEqual(await seenBy(bob), ['online', undefined]);
  assert.deepEqual(await seenBy(carol), [undefined, undefined]);
  assert.equal((await cast.answered('listFriends', { as: bob })).items[0]?.presence, 'online');
  await node.clock.advance(settledMs);
  cast.disconnect(device);
  await node.clock.advance(settledMs);
  const [, offline] = await statesTold(watcher, 2);
  assert.deepEqual(`offline ${(await seenBy(bob))[1]}`, offline);
  assert.equal(`offline ${(await cast.answered('listFriends', { as: bob })).items[0]?.last_seen}`, offline);
  assert.deepEqual(await seenBy(carol), [undefined, undefined]);
  assert.equal(
    (await cast.answered('listUsers', { as: carol })).items.some((item) => 'presence' in item),
    false,
  );
});

test('PRES2 PRES3 who hides is offline at once, since no time, and shows up again when they stop', async (t) => {
  const { node, cast, alice, bob, watcher, statesTold, hide, seenBy } = await openCast(t);
  const device = cast.connect(alice);
  await node.clock.advance(settledMs);
  await hide(alice, 'nobody');
  assert.deepEqual(await statesTold(watcher, 2), ['online', 'offline']);
  assert.deepEqual(await seenBy(bob), [undefined, undefined]);
  const { presence, last_seen } = (await cast.answered('listFriends', { as: bob })).items[0] ?? {};
  assert.deepEqual([presence, last_seen], ['offline', undefined]);
  node.people.setAway(device.connection, true);
  await node.clock.advance(settledMs);
  await hide(alice, 'friends');
  assert.deepEqual(await statesTold(watcher, 3), ['online', 'offline', 'away']);
});

test('PRES3 hiding leaves no trace of the time meanwhile', async (t) => {
  const { node, cast, alice, bob, watcher, statesTold, hide, seenBy } = await openCast(t);
  await hide(alice, 'nobody');
  const device = cast.connect(alice);
  await node.clock.advance(settledMs);
  cast.disconnect(device);
  await node.clock.advance(settledMs);
  await hide(alice, 'friends');
  assert.deepEqual(await statesTold(watcher, 2), ['offline', 'offline']);
  assert.deepEqual(await seenBy(bob), ['offline', undefined]);
});

test('PRES2 a new friend is told at once where the other is', async (t) => {
  const { cast, alice, carol, stranger, statesTold } = await openCast(t);
  cast.connect(alice);
  await cast.befriend(alice, carol);
  assert.deepEqual(await statesTold(stranger, 1), ['online']);
});

test('PRES1 a failure is logged, and what comes after it is told', async (t) => {
  const { node, cast, alice, watcher, statesTold } = await openCast(t);
  const { friendKeys } = node.stores.friends;
  node.stores.friends.friendKeys = async () => {
    throw new Error('the database is away');
  };
  const device = cast.connect(alice);
  await node.clock.advance(settledMs);
  while (!node.logged.some((line) => line.includes('the database is away'))) await nextTurn();
  node.stores.friends.friendKeys = friendKeys;
  node.people.setAway(device.connection, true);
  await node.clock.advance(settledMs);
  assert.deepEqual(await statesTold(watcher, 1), ['away']);
});
